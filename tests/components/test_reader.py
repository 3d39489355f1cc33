"""What every intent classifier owes Rasa, asked of IntentReader."""

import shutil

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.reader import IntentReader
from language.encoder import MANIFEST, TUNED
from language.linear import ModelUnready
from tests.components.listening_examples import EXAMPLES

pytestmark = pytest.mark.bot


def parts(folder, config=None):
    return (
        {**IntentReader.get_default_config(), **(config or {})},
        LocalModelStorage(folder),
        Resource("reader"),
        ExecutionContext(GraphSchema({}), node_name="reader"),
    )


def training_data():
    return TrainingData(
        [Message.build(text=text, intent=label) for label, texts in EXAMPLES.items() for text in texts]
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A model storage in which a reader was trained."""
    folder = tmp_path_factory.mktemp("model")
    IntentReader.create(*parts(folder)).train(training_data())
    return folder


@pytest.fixture(scope="module")
def loaded(folder):
    return IntentReader.load(*parts(folder))


def read(component, *texts):
    return component.process([Message(data={TEXT: text}) for text in texts])


def test_a_plain_intent_is_set_with_its_confidence(loaded):
    intent = read(loaded, "kia ora")[0].get(INTENT)
    assert intent["name"] == "greet"
    assert 0 < intent["confidence"] <= 1


def test_a_topic_is_one_ask_with_its_three_best(loaded):
    message = read(loaded, "would I have to pay a fee?")[0]
    assert message.get(INTENT)["name"] == "ask"
    assert message.get("topic") == "cost"
    assert [topic["id"] for topic in message.get("topics")][0] == "cost"
    assert len(message.get("topics")) == 3


def test_ask_is_as_sure_as_its_topics_together(loaded):
    message = read(loaded, "can my brother come with me")[0]
    ranked = {intent["name"]: intent["confidence"] for intent in message.get(INTENT_RANKING_KEY)}
    assert ranked["ask"] >= sum(topic["confidence"] for topic in message.get("topics")) - 1e-5


def test_the_ranking_is_sorted_and_begins_with_the_intent(loaded):
    for message in read(loaded, "kia ora", "yes", "my dad fell on the ward and nobody told us"):
        confidences = [intent["confidence"] for intent in message.get(INTENT_RANKING_KEY)]
        assert confidences == sorted(confidences, reverse=True)
        assert message.get(INTENT_RANKING_KEY)[0] == message.get(INTENT)


def test_entities_lie_where_they_were_typed(loaded):
    text = "Mum was in Whangarei Hospital in March 2021"
    for entity in read(loaded, text)[0].get(ENTITIES):
        assert text[entity["start"] : entity["end"]] == entity["text"]


def test_what_was_set_is_put_out(loaded):
    message = read(loaded, "kia ora")[0]
    assert {INTENT, INTENT_RANKING_KEY, "topic", "topics", ENTITIES} <= message.output_properties


@pytest.mark.parametrize(
    "text", ["", "   ", "\U0001f600" * 50, "h̸e̵l̷p̶" * 30, "1234567890", "<b>hi</b>", "aGVsbG8="]
)
def test_anything_typed_is_read(loaded, text):
    assert read(loaded, text)[0].get(INTENT)["name"]


def test_nothing_said_is_not_trusted(loaded):
    message = read(loaded, "  ")[0]
    assert message.get(INTENT)["name"] == "nlu_fallback"
    assert message.get("topic") is None


def test_a_message_without_text_is_left_as_it_is(loaded):
    message = loaded.process([Message(data={"intent": {"name": "greet"}})])[0]
    assert message.get(INTENT_RANKING_KEY) is None


def test_a_loaded_reader_reads_as_the_trained_one(folder, loaded):
    again = IntentReader.load(*parts(folder))
    texts = ["kia ora", "how long is it", "they left her alone"]
    assert [m.get(INTENT) for m in read(again, *texts)] == [m.get(INTENT) for m in read(loaded, *texts)]


def test_training_twice_gives_the_same_reader(folder, tmp_path):
    other = IntentReader.create(*parts(tmp_path))
    other.train(training_data())
    assert other._reader.fingerprint == IntentReader.load(*parts(folder))._reader.fingerprint


def test_a_reader_of_another_encoder_is_refused(folder, tmp_path):
    shutil.copytree(TUNED, tmp_path / "encoder")
    tokenizer = tmp_path / "encoder" / "tokenizer.json"
    was, manifest = tokenizer.read_bytes(), tmp_path / "encoder" / MANIFEST
    tokenizer.write_bytes(was + b"\n")
    import hashlib

    from language.encoder import checksum

    listed = manifest.read_text("utf-8").replace(hashlib.sha256(was).hexdigest(), checksum(tokenizer))
    manifest.write_text(listed, "utf-8")
    with pytest.raises(ModelUnready):
        IntentReader.load(*parts(folder, {"encoder_dir": str(tmp_path / "encoder")}))


def test_another_encoder_changes_the_fingerprint(tmp_path):
    (tmp_path / MANIFEST).write_text("{}", "utf-8")
    other = IntentReader.fingerprint_addon({"encoder_dir": str(tmp_path)})
    assert other != IntentReader.fingerprint_addon({})


@pytest.mark.parametrize("config", [{"epochs": 100}, {"threads": -1}, {"seed": "today"}])
def test_a_config_that_means_nothing_is_refused(config):
    with pytest.raises(InvalidConfigException):
        IntentReader.validate_config(config)


def test_rasa_knows_the_component_by_its_recipe():
    found = DefaultV1Recipe._from_registry("components.reader.IntentReader")
    assert found.clazz is IntentReader
    assert found.is_trainable
