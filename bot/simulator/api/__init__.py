"""The Open API as the simulated PBX speaks it: what is asked, checked and answered."""
