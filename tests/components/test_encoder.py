"""What every dense featurizer owes Rasa, asked of SentenceEncoder."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoder import SentenceEncoder
from language.encoder import MANIFEST, TUNED, EncoderRefused

TEXTS = ["Kia ora", "Can I bring my whānau to the hui?", "no", "They never said sorry, did they"]

pytestmark = pytest.mark.bot


def make(config=None):
    return SentenceEncoder.create(
        {**SentenceEncoder.get_default_config(), **(config or {})},
        LocalModelStorage(Path("unused")),
        Resource("encoder"),
        ExecutionContext(GraphSchema({}), node_name="encoder"),
    )


def tokenized(texts):
    messages = [Message(data={TEXT: text}) for text in texts]
    tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    tokenizer.process_training_data(TrainingData(messages))
    return messages


def features(texts, component=None):
    messages = (component or make()).process(tokenized(texts))
    return [message.get_dense_features(TEXT) for message in messages]


def test_there_is_a_vector_for_each_token_and_one_for_the_message():
    for text, (sequence, sentence) in zip(TEXTS, features(TEXTS), strict=True):
        assert sequence.features.shape == (len(text.replace("?", "").replace(",", "").split()), 384)
        assert sentence.features.shape == (1, 384)


def test_the_same_text_gives_the_same_features():
    for one, two in zip(features(TEXTS), features(TEXTS), strict=True):
        assert np.array_equal(one[1].features, two[1].features)
        assert np.array_equal(one[0].features, two[0].features)


def test_a_batch_gives_what_single_messages_give():
    together = features(TEXTS)
    for text, both in zip(TEXTS, together, strict=True):
        assert np.allclose(features([text])[0][1].features, both[1].features, atol=2e-3)


def test_empty_text_gets_no_features_and_harms_nobody():
    messages = make().process([Message(data={TEXT: ""}), *tokenized(["kia ora"])])
    assert messages[0].get_dense_features(TEXT) == (None, None)
    assert messages[1].get_dense_features(TEXT)[1] is not None


def test_training_examples_get_the_features_that_messages_get():
    component = make()
    data = TrainingData(tokenized(TEXTS))
    component.process_training_data(data)
    trained = data.training_examples[0].get_dense_features(TEXT)[1].features
    assert np.allclose(trained, features([data.training_examples[0].get(TEXT)])[0][1].features, atol=2e-3)


@pytest.mark.parametrize(
    "config", [{"threads": 0}, {"threads": "one"}, {"encoder": "here"}, {"encoder_dir": 7}, {"threads": 99}]
)
def test_a_config_that_means_nothing_is_refused(config):
    with pytest.raises(InvalidConfigException):
        SentenceEncoder.validate_config(config)
    with pytest.raises(InvalidConfigException):
        make(config)


def test_a_missing_encoder_is_refused(tmp_path):
    with pytest.raises(EncoderRefused):
        make({"encoder_dir": str(tmp_path)})


def test_another_encoder_changes_the_fingerprint(tmp_path):
    other = tmp_path / "encoder"
    shutil.copytree(TUNED, other)
    same = SentenceEncoder.fingerprint_addon({"encoder_dir": str(other)})
    assert same == SentenceEncoder.fingerprint_addon({})
    manifest = other / MANIFEST
    manifest.write_text(manifest.read_text("utf-8").replace("int8", "fp32"), "utf-8")
    assert SentenceEncoder.fingerprint_addon({"encoder_dir": str(other)}) != same


def test_rasa_knows_the_component_by_its_recipe():
    found = DefaultV1Recipe._from_registry("components.encoder.SentenceEncoder")
    assert found.clazz is SentenceEncoder
    assert not found.is_trainable
