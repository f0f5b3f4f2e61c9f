"""The methods of the Web API."""

from fakes.slack.web import apps, chat, files, history, people, places, views

METHODS = {
    **apps.METHODS,
    **chat.METHODS,
    **files.METHODS,
    **history.METHODS,
    **people.METHODS,
    **places.METHODS,
    **views.METHODS,
}
