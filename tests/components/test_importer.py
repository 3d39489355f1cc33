"""A changed word retrains nothing that listens, and a training reads its files once."""

from pathlib import Path

import pytest

from components.importer import WordsApart

pytestmark = pytest.mark.bot

DOMAIN = 'version: "3.1"\nintents: [greet]\nresponses:\n  utter_first: [{text: One.}]\n'
EXAMPLES = 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - hello\n    - kia ora\n'
WORDS = 'version: "3.1"\nresponses:\n  utter_ask/later: [{{text: {said}}}]\n'


def importer(folder: Path, said: str) -> WordsApart:
    files = {"domain.yml": DOMAIN, "data/nlu.yml": EXAMPLES, "data/words.yml": WORDS.format(said=said)}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return WordsApart(domain_path=str(folder / "domain.yml"), training_data_paths=[str(folder / "data")])


def test_another_word_changes_the_domain_and_not_what_is_learnt_from(tmp_path: Path) -> None:
    before, after = importer(tmp_path / "a", "Soon."), importer(tmp_path / "b", "Later.")
    assert before.get_nlu_data().fingerprint() == after.get_nlu_data().fingerprint()
    assert before.get_domain().fingerprint() != after.get_domain().fingerprint()


def test_words_are_in_the_domain_and_examples_are_not_lost(tmp_path: Path) -> None:
    read = importer(tmp_path, "Soon.")
    assert set(read.get_domain().responses) == {"utter_first", "utter_ask/later"}
    assert [example.get("text") for example in read.get_nlu_data().intent_examples] == ["hello", "kia ora"]
    assert read.get_nlu_data().responses == {}


def test_files_are_read_once(tmp_path: Path) -> None:
    read = importer(tmp_path, "Soon.")
    read.get_nlu_data()
    (tmp_path / "data" / "nlu.yml").unlink()
    assert read.get_domain().responses["utter_ask/later"][0]["text"] == "Soon."
    assert len(read.get_nlu_data().intent_examples) == 2
