"""Accounts are made from invitations, opened with two factors, and closed at once."""

from __future__ import annotations

import pyotp
import pytest

from casebook import audit, desk_sessions, devices, proofs, signing_in, staff
from casebook.book import Casebook
from casebook.errors import NotAllowed, TooManyTries
from casebook.rights import Staff
from tests.casebook.conftest import FACILITATOR, KEEPER, LEAD, HandClock

PASSWORD = "a long enough sentence"
EMAIL = "mere@example.org"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(clock: HandClock, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(clock.now())


def joined(book: Casebook, clock: HandClock, role: str = "keeper", email: str = EMAIL) -> Staff:
    with book.write() as tx:
        token = staff.invite(tx, role, staff.MACHINE)
    return staff.accept_invite(book, token, "Mere", email, PASSWORD, SECRET, code(clock))


def signed_in(
    book: Casebook, clock: HandClock, password: str = PASSWORD, email: str = EMAIL, typed: str | None = None
) -> Staff | None:
    clock.move(seconds=30)
    return signing_in.sign_in(book, email, password, typed or code(clock), "address")


def ten_failures(book: Casebook, device: str = "") -> None:
    for n in range(10):
        assert signing_in.sign_in(book, EMAIL, "wrong", "000000", f"address {n}", device) is None


def test_an_invitation_makes_an_account_that_signs_in(book: Casebook, clock: HandClock) -> None:
    mere = joined(book, clock)
    assert signed_in(book, clock, email="  MERE@example.org ") == mere
    assert mere.role == "keeper"


def test_an_invitation_works_once(sqlite_book: Casebook, clock: HandClock) -> None:
    with sqlite_book.write() as tx:
        token = staff.invite(tx, "lead", KEEPER)
        assert staff.invitation(tx, token) == "lead"
    staff.accept_invite(sqlite_book, token, "A", "a@example.org", PASSWORD, SECRET, code(clock))
    with pytest.raises(staff.WrongInvite):
        staff.accept_invite(sqlite_book, token, "B", "b@example.org", PASSWORD, SECRET, code(clock))


def test_an_invitation_ends_after_a_week(sqlite_book: Casebook, clock: HandClock) -> None:
    with sqlite_book.write() as tx:
        token = staff.invite(tx, "lead", KEEPER)
    clock.move(days=7, seconds=1)
    with sqlite_book.read() as tx:
        assert staff.invitation(tx, token) is None
    with pytest.raises(staff.WrongInvite):
        staff.accept_invite(sqlite_book, token, "A", "a@example.org", PASSWORD, SECRET, code(clock))


def test_an_account_needs_a_long_password_and_a_right_code(sqlite_book: Casebook, clock: HandClock) -> None:
    with sqlite_book.write() as tx:
        token = staff.invite(tx, "lead", KEEPER)
    with pytest.raises(proofs.WeakPassword):
        staff.accept_invite(sqlite_book, token, "A", EMAIL, "x" * 14, SECRET, code(clock))
    with pytest.raises(proofs.WrongCode):
        staff.accept_invite(sqlite_book, token, "A", EMAIL, PASSWORD, SECRET, "000000")
    assert staff.accept_invite(sqlite_book, token, "A", EMAIL, PASSWORD, SECRET, code(clock))


def test_an_address_has_one_account_and_the_invitation_stays_good(
    sqlite_book: Casebook, clock: HandClock
) -> None:
    joined(sqlite_book, clock)
    with sqlite_book.write() as tx:
        token = staff.invite(tx, "lead", KEEPER)
    with pytest.raises(staff.EmailTaken):
        staff.accept_invite(sqlite_book, token, "B", EMAIL.upper(), PASSWORD, SECRET, code(clock))
    with sqlite_book.read() as tx:
        assert staff.invitation(tx, token) == "lead"


@pytest.mark.parametrize(
    "wrong", [{"password": "another long sentence"}, {"email": "nobody@example.org"}, {"typed": "000000"}]
)
def test_one_wrong_thing_keeps_everybody_out(
    sqlite_book: Casebook, clock: HandClock, wrong: dict[str, str]
) -> None:
    joined(sqlite_book, clock)
    assert signed_in(sqlite_book, clock, **wrong) is None


def test_a_code_works_once(sqlite_book: Casebook, clock: HandClock) -> None:
    joined(sqlite_book, clock)
    used = code(clock)
    assert signing_in.sign_in(sqlite_book, EMAIL, PASSWORD, used, "a") is None
    assert signed_in(sqlite_book, clock)
    assert signing_in.sign_in(sqlite_book, EMAIL, PASSWORD, code(clock), "a") is None


def test_a_recovery_code_takes_the_telephones_place_once(sqlite_book: Casebook, clock: HandClock) -> None:
    mere = joined(sqlite_book, clock)
    first, *_ = codes = staff.new_recovery_codes(sqlite_book, mere.id)
    assert len(set(codes)) == 10
    assert signed_in(sqlite_book, clock, typed=first.upper().replace("-", " ")) == mere
    assert signed_in(sqlite_book, clock, typed=first) is None
    assert signed_in(sqlite_book, clock, password="wrong", typed=codes[1]) is None
    assert signed_in(sqlite_book, clock, typed=codes[1]) == mere


@pytest.mark.usefixtures("quick_hash")
def test_an_account_that_nobody_has_waits_as_any_other(sqlite_book: Casebook) -> None:
    for n in range(10):
        assert (
            signing_in.sign_in(sqlite_book, "nobody@example.org", "wrong", "000000", f"address {n}") is None
        )
    with pytest.raises(TooManyTries):
        signing_in.sign_in(sqlite_book, "nobody@example.org", "wrong", "000000", "b")


def test_after_ten_failures_the_account_waits_a_little_longer_each_time(
    sqlite_book: Casebook, clock: HandClock
) -> None:
    joined(sqlite_book, clock)
    ten_failures(sqlite_book)
    with pytest.raises(TooManyTries):
        signing_in.sign_in(sqlite_book, EMAIL, PASSWORD, code(clock), "b")
    clock.move(seconds=60)
    assert signed_in(sqlite_book, clock)


def test_a_browser_that_signed_in_before_does_not_wait_for_strangers(
    sqlite_book: Casebook, clock: HandClock
) -> None:
    mere = joined(sqlite_book, clock)
    with sqlite_book.read() as tx:
        device = devices.token(tx, mere.id)
    clock.move(seconds=31)
    ten_failures(sqlite_book)
    with pytest.raises(TooManyTries):
        signing_in.sign_in(sqlite_book, EMAIL, PASSWORD, code(clock), "b", "made up." + "0" * 64)
    assert signing_in.sign_in(sqlite_book, EMAIL, PASSWORD, code(clock), "b", device) == mere


def test_a_browser_that_signed_in_before_has_ten_failures_of_its_own(
    sqlite_book: Casebook, clock: HandClock
) -> None:
    mere = joined(sqlite_book, clock)
    with sqlite_book.read() as tx:
        device = devices.token(tx, mere.id)
    ten_failures(sqlite_book, device)
    with pytest.raises(TooManyTries):
        signing_in.sign_in(sqlite_book, EMAIL, PASSWORD, code(clock), "b", device)


def test_a_browser_is_known_for_its_own_account_alone(sqlite_book: Casebook) -> None:
    with sqlite_book.read() as tx:
        device = devices.token(tx, "one")
        assert devices.knows(tx, device, "one")
        assert not devices.knows(tx, device, "another")
        assert not devices.knows(tx, device[:-1], "one")
        assert not devices.knows(tx, "", "one")


@pytest.fixture
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare a test that counts many failures the slowness of each."""
    monkeypatch.setattr(proofs, "is_right", lambda stored, password: False)


@pytest.mark.usefixtures("quick_hash")
def test_an_address_has_thirty_failures(sqlite_book: Casebook) -> None:
    for n in range(30):
        signing_in.sign_in(sqlite_book, f"guess{n}@example.org", "wrong", "000000", "address")
    with pytest.raises(TooManyTries):
        signing_in.sign_in(sqlite_book, "x@example.org", "wrong", "000000", "address")


def test_a_disabled_account_is_out_at_once(sqlite_book: Casebook, clock: HandClock) -> None:
    mere = joined(sqlite_book, clock)
    with sqlite_book.write() as tx:
        token = desk_sessions.start(tx, mere.id)
        assert desk_sessions.who(tx, token) == mere
        staff.disable(tx, KEEPER, mere.id)
        assert desk_sessions.who(tx, token) is None
        assert staff.get(tx, mere.id) is None
        assert staff.name_of(tx, mere.id) == "Mere"
    assert signed_in(sqlite_book, clock) is None


def test_a_session_ends_after_thirty_idle_minutes(sqlite_book: Casebook, clock: HandClock) -> None:
    mere = joined(sqlite_book, clock)
    with sqlite_book.write() as tx:
        token = desk_sessions.start(tx, mere.id)
    for minutes, still in [(29, True), (29, True), (31, False)]:
        clock.move(minutes=minutes)
        with sqlite_book.write() as tx:
            assert (desk_sessions.who(tx, token) is not None) is still


def test_a_session_ends_after_twelve_hours_however_busy(sqlite_book: Casebook, clock: HandClock) -> None:
    mere = joined(sqlite_book, clock)
    with sqlite_book.write() as tx:
        token = desk_sessions.start(tx, mere.id)
    for _ in range(36):
        clock.move(minutes=20)
        with sqlite_book.write() as tx:
            last = desk_sessions.who(tx, token)
    assert last is None


def test_signing_out_ends_one_session(sqlite_book: Casebook, clock: HandClock) -> None:
    mere = joined(sqlite_book, clock)
    with sqlite_book.write() as tx:
        one, two = desk_sessions.start(tx, mere.id), desk_sessions.start(tx, mere.id)
        desk_sessions.end(tx, one)
        assert desk_sessions.who(tx, one) is None
        assert desk_sessions.who(tx, two) == mere
        assert desk_sessions.who(tx, "made up") is None


def test_the_first_keeper_is_missing_until_there_is_one(sqlite_book: Casebook, clock: HandClock) -> None:
    with sqlite_book.read() as tx:
        assert staff.first_keeper_missing(tx)
    joined(sqlite_book, clock)
    with sqlite_book.read() as tx:
        assert not staff.first_keeper_missing(tx)


def test_only_keepers_invite_and_roles_are_the_three(sqlite_book: Casebook) -> None:
    for who in (FACILITATOR, LEAD):
        with pytest.raises(NotAllowed), sqlite_book.write() as tx:
            staff.invite(tx, "lead", who)
    with pytest.raises(ValueError, match="king"), sqlite_book.write() as tx:
        staff.invite(tx, "king", KEEPER)


def test_signing_in_is_audited(sqlite_book: Casebook, clock: HandClock) -> None:
    mere = joined(sqlite_book, clock)
    signed_in(sqlite_book, clock, password="wrong")
    signed_in(sqlite_book, clock)
    with sqlite_book.read() as tx:
        told = [line.what for line in audit.listed(tx, LEAD)]
    assert told == ["sign_in", "sign_in_failed", "accept_invite", "invite"]
    assert mere.id


def test_the_list_of_people_names_them(sqlite_book: Casebook, clock: HandClock) -> None:
    joined(sqlite_book, clock)
    with sqlite_book.read() as tx:
        [line] = staff.listed(tx, KEEPER)
    assert (line.name, line.email, line.role, line.disabled_at) == ("Mere", EMAIL, "keeper", None)


def test_the_qr_code_names_the_service() -> None:
    secret = proofs.new_totp_secret()
    assert len(secret) >= 32
    assert proofs.totp_uri(secret, EMAIL, "Guide").startswith("otpauth://totp/Guide:mere")
