"""The verbs of the identity room."""

from bigtent.identity.services.answers import remove_answers, save_answer, take_down_answers
from bigtent.identity.services.definitions import end_definition, enter_definition

__all__ = ["end_definition", "enter_definition", "remove_answers", "save_answer", "take_down_answers"]
