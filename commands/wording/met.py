"""Where a person meets the responses that belong to no topic and no question."""

# Title, what stands above it, and the names (or patterns of them) that it claims; the first claim wins,
# and the last claims what is left, so that nothing is left out.
MET: tuple[tuple[str, str, str], ...] = (
    (
        "How a talk begins",
        "",
        "utter_service_greeting* utter_greet utter_what_next",
    ),
    (
        "When there may be danger",
        "The front door shows the card with the numbers, even when nothing else works. Then the guide asks.",
        "utter_service_safety_* utter_service_contact_line utter_service_contact_call "
        "utter_service_contact_text utter_service_contact_or utter_crisis* utter_check* "
        "utter_all_right utter_not_safe utter_route*",
    ),
    (
        "The menu, and lists to look at",
        "",
        "utter_browse_* utter_doors utter_formats utter_limits utter_examples utter_topic_also "
        "utter_topic_next utter_source utter_ask",
    ),
    (
        "Around the questions",
        "",
        "utter_progress utter_heard* utter_missed* utter_cannot_skip utter_why_nothing "
        "utter_offer_as_words utter_volunteered* utter_too_many utter_keep_story*",
    ),
    (
        "Anything else that a person may say",
        "",
        "utter_thank utter_goodbye utter_insult utter_out_of_scope utter_clinical utter_verdict "
        "utter_distress utter_no_rush utter_grief utter_moment utter_other_language",
    ),
    (
        "The review, before anything is sent",
        "",
        "utter_review* utter_line* utter_label_* utter_note_* utter_change_* utter_put_back_line "
        "utter_section_* utter_reason_* utter_concern_* utter_exit_used utter_before_sending* "
        "utter_not_send* utter_not_sent* utter_send*",
    ),
    (
        "Sent, kept, changed: receipts",
        "",
        "utter_sent* utter_kept utter_copy utter_another utter_keep_code_safe "
        "utter_service_receipt_* utter_service_draft_* utter_service_withdrawn* "
        "utter_service_consent_* utter_service_contact_* utter_service_sent_* utter_service_question_* "
        "utter_service_erased* utter_service_nothing_* utter_service_check_back_*",
    ),
    (
        "Coming back with a code",
        "",
        "utter_use_code utter_service_code_* utter_service_status* utter_service_case_* "
        "utter_service_copy_* utter_service_press_* utter_service_proof_*",
    ),
    (
        "A person comes",
        "",
        "utter_person_* utter_service_person_* utter_service_let_in utter_service_facilitator_* "
        "utter_service_guide_back utter_service_call_back_* utter_service_nobody_* "
        "utter_service_waiting_* utter_service_offer_*",
    ),
    (
        "Stopping and forgetting",
        "",
        "utter_stop utter_forg* utter_not_going_on",
    ),
    (
        "Staff: the fit-check",
        "Its questions stand with the other questions.",
        "utter_fit_* utter_staff_*",
    ),
    (
        "When something fails or is refused",
        "",
        "utter_service_away utter_service_gave_up utter_service_refused_*",
    ),
    (
        "Everything else",
        "",
        "*",
    ),
)
