package dev.kith.crm.domain.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.testkit.Engagements;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WhatWasKnownOfALeadSpec {

  private static final LeadDraft DRAFT =
      LeadDraft.named("Ada", "Lovelace").with(LeadField.CITY, "London").email("ada@example.com");

  private final History history = new History(Leads.from(DRAFT));

  @Nested
  class A_new_lead {

    @Test
    void is_seen_as_it_was_at_the_moment() {
      history.edit(1, DRAFT.with(LeadField.CITY, "Paris"));
      history.edit(2, DRAFT.with(LeadField.CITY, "Rome"));
      assertThat(cityAt(0)).isEqualTo("London");
      assertThat(cityAt(1)).isEqualTo("Paris");
      assertThat(cityAt(5)).isEqualTo("Rome");
      assertThat(knownAt(5).at()).isEqualTo(after(5));
    }

    @Test
    void was_nothing_before_it_was_captured() {
      assertThat(history.past().asOf(after(-1))).isEmpty();
    }
  }

  @Nested
  class A_lead_that_is_worked_on {

    @Test
    void is_seen_as_it_was_when_work_began_whatever_was_found_out_since() {
      history.edit(1, DRAFT.with(LeadField.CITY, "Paris"));
      history.step(2, lead -> lead.startWork(after(2)).orElseThrow());
      history.edit(3, DRAFT.with(LeadField.CITY, "Rome").with(LeadField.TITLE, "Countess"));
      history.step(4, lead -> lead.qualify(after(4)).orElseThrow());
      history.edit(5, DRAFT.with(LeadField.CITY, "Madrid"));
      for (int hour = 2; hour < 9; hour++) {
        assertThat(knownAt(hour).facts()).containsEntry("city", "Paris").doesNotContainKey("title");
        assertThat(knownAt(hour).at()).isEqualTo(after(2));
      }
      assertThat(cityAt(1)).isEqualTo("Paris");
      assertThat(knownAt(1).at()).isEqualTo(after(1));
    }

    @Test
    void is_seen_anew_when_it_comes_back_after_a_rest() {
      history.step(1, lead -> lead.startWork(after(1)).orElseThrow());
      history.edit(2, DRAFT.with(LeadField.CITY, "Paris"));
      history.step(3, lead -> lead.recycle(after(4), after(3)).orElseThrow());
      history.step(4, lead -> lead.reawaken(after(4)));
      assertThat(cityAt(3)).isEqualTo("London");
      assertThat(cityAt(4)).isEqualTo("Paris");
      history.step(
          5, lead -> lead.disqualify(LeadStatus.Reason.NO_NEED, null, after(5)).orElseThrow());
      assertThat(cityAt(9)).isEqualTo("Paris");
      assertThat(knownAt(9).at()).isEqualTo(after(5));
    }
  }

  @Nested
  class Deeds_of_a_lead {

    @Test
    void count_if_a_person_did_them_and_they_had_been_heard_of() {
      EngagementEvent early = meeting("a", after(1));
      EngagementEvent late = meeting("b", after(3));
      EngagementEvent robot = meeting("c", after(1)).told(Verdict.BOT);
      assertThat(value("meetings", after(2), early, late, robot)).isEqualTo("1");
      assertThat(value("meetings", after(3), early, late, robot)).isEqualTo("2");
      assertThat(value("meetings", after(0), early, late, robot)).isEqualTo("0");
    }

    @Test
    void are_dated_by_how_many_days_before_the_moment_the_newest_was() {
      EngagementEvent meeting = meeting("a", after(1));
      assertThat(value("daysSinceDeed", after(50), meeting)).isEqualTo("2");
      assertThat(value("daysSinceDeed", after(0), meeting)).isEmpty();
    }
  }

  @Nested
  class Who_somebody_is {

    @Test
    void does_not_count_but_what_they_have_in_common_with_others() {
      assertThat(value("mailDomain", after(1))).isEqualTo("example.com");
      assertThat(value("familyNameKnown", after(1))).isEqualTo("yes");
      assertThat(value("phoneKnown", after(1))).isEqualTo("no");
      assertThat(
              LeadColumns.with(List.of()).values(knownAt(1), Leads.CAPTURED, List.of(), List.of()))
          .doesNotContain("Ada", "Lovelace", "ada@example.com");
    }
  }

  @Nested
  class The_end_of_a_lead {

    @Test
    void is_won_lost_or_open_and_that_of_a_duplicate_says_nothing() {
      Map<LeadStatus.Name, String> outcomes = new HashMap<>();
      for (LeadStatus.Name name : LeadStatus.Name.values()) {
        outcomes.put(
            name,
            LeadOutcome.of(Leads.status(name, Leads.CAPTURED))
                .map(LeadOutcome::name)
                .orElse("open"));
      }
      assertThat(outcomes)
          .containsEntry(LeadStatus.Name.QUALIFIED, "WON")
          .containsEntry(LeadStatus.Name.CONVERTED, "WON")
          .containsEntry(LeadStatus.Name.DISQUALIFIED, "LOST");
      assertThat(outcomes.values().stream().filter("open"::equals)).hasSize(4);
      assertThat(
              LeadOutcome.of(
                  new LeadStatus.Disqualified(Leads.CAPTURED, LeadStatus.Reason.DUPLICATE, null)))
          .isEmpty();
    }
  }

  /** A lead and what was done to it, hours after it was captured. */
  private static final class History {
    private Lead lead;
    private final List<AuditEntry> entries = new ArrayList<>();
    private AuditEntry.Head head = AuditEntry.Head.START;

    History(Lead lead) {
      this.lead = lead;
      note(lead.revision().createdAt(), Map.of());
    }

    void edit(int hour, LeadDraft draft) {
      step(hour, before -> before.edit(LeadDrafts.content(draft), after(hour)).orElseThrow());
    }

    void step(int hour, Function<Lead, Change<Lead>> change) {
      Map<String, String> before = lead.facts();
      lead = change.apply(lead).next();
      note(after(hour), before);
    }

    private void note(Instant at, Map<String, String> before) {
      AuditEntry entry =
          AuditEntry.following(
              head,
              new UUID(1, entries.size()),
              lead.subject(),
              at,
              "USER",
              new UUID(0, 1),
              "Ada",
              "lead.change",
              FieldChange.between(before, lead.facts()),
              null,
              null);
      head = entry.head();
      entries.addFirst(entry);
    }

    LeadPast past() {
      return new LeadPast(lead, entries);
    }
  }

  private static Instant after(int hours) {
    return Leads.CAPTURED.plus(Duration.ofHours(hours));
  }

  private LeadPast.Known knownAt(int hour) {
    return history.past().asOf(after(hour)).orElseThrow();
  }

  private String cityAt(int hour) {
    return knownAt(hour).facts().getOrDefault("city", "");
  }

  private String value(String column, Instant at, EngagementEvent... deeds) {
    return LeadColumns.with(List.of())
        .values(history.past().asOf(at).orElseThrow(), Leads.CAPTURED, List.of(), List.of(deeds))
        .get(LeadColumns.USUAL.indexOf(column));
  }

  private EngagementEvent meeting(String id, Instant at) {
    EngagementEvent event =
        Engagements.event(history.lead.id(), id, EngagementType.MEETING_HELD, "m", 9.5);
    return new EngagementEvent(
        event.id(), event.lead(), event.content(), at, event.judgement(), event.told());
  }
}
