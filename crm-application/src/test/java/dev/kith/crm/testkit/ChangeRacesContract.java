package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.consent.Consents;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.LeadDrafts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** What must hold on every storage when several people change one record at the same instant. */
public interface ChangeRacesContract extends StorageContract {

  int PEOPLE = 8;

  @RepeatedTest(3)
  default void all_of_those_to_whom_any_version_will_do_get_their_turn() {
    AccessWorld world = new AccessWorld(storage());
    Lead lead = captured(world.asAda().leads());
    Leads leads = world.asAda().leads();

    List<Outcome<Lead>> outcomes = Beside.all(PEOPLE, i -> leads.note(lead.id(), "note " + i));

    assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
    assertThat(
            storage().audit().history(lead.subject(), null, 100).stream()
                .flatMap(entry -> entry.changes().stream())
                .filter(change -> change.field().equals("note"))
                .map(FieldChange::after))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, PEOPLE).mapToObj(i -> "note " + i).toList());
  }

  @RepeatedTest(3)
  default void what_is_said_at_once_all_stands_in_the_ledger_and_the_lead_shows_what_counts() {
    AccessWorld world = new AccessWorld(storage());
    Lead lead = captured(world.asAda().leads());
    Consents consents = world.asAda().consents();
    Instant start = Instant.parse("2026-01-01T00:00:00Z");

    List<Outcome<ConsentHistory>> outcomes =
        Beside.all(
            PEOPLE,
            i -> {
              ConsentDraft said =
                  i % 2 == 0
                      ? ConsentDraft.granted(Channel.EMAIL, Purpose.MARKETING, "Form", "Form " + i)
                      : ConsentDraft.withdrawn(Channel.EMAIL, Purpose.MARKETING, "Call " + i);
              return consents.record(lead.id(), said.at(start.plusSeconds(i)));
            });

    assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
    assertThat(storage().consents().of(lead.id())).hasSize(PEOPLE);
    assertThat(storage().leads().find(lead.id()).orElseThrow().content().consent().email())
        .isEqualTo(ConsentSummary.Consent.WITHDRAWN);
  }

  @RepeatedTest(3)
  default void of_those_who_decided_on_one_version_exactly_one_succeeds() {
    AccessWorld world = new AccessWorld(storage());
    Lead lead = captured(world.asAda().leads());
    Leads leads = world.asAda().expecting(1).leads();

    List<Outcome<Lead>> outcomes =
        Beside.all(
            PEOPLE,
            i ->
                leads.edit(
                    lead.id(), new Leads.Edit(Map.of(LeadField.TITLE, Optional.of("title " + i)))));

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(storage().leads().find(lead.id()).orElseThrow().revision().version()).isEqualTo(2);
  }

  @RepeatedTest(5)
  default void what_is_edited_while_a_lead_is_merged_goes_with_it_or_is_refused() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Lead winner = captured(ada.leads());
    Lead loser = captured(ada.leads());
    Map<LeadField, Optional<String>> title = Map.of(LeadField.TITLE, Optional.of("Head of Sales"));

    List<Outcome<?>> outcomes =
        Beside.all(
            2,
            i ->
                i == 0
                    ? ada.merges()
                        .merge(
                            new Merges.Command(
                                winner.id(), List.of(loser.id()), Map.of(), Map.of()))
                    : ada.leads().edit(loser.id(), new Leads.Edit(title)));

    assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Done.class);
    Lead merged = storage().leads().find(winner.id()).orElseThrow();
    if (outcomes.getLast() instanceof Outcome.Refused<?>(var refusal)) {
      assertThat(refusal.code()).isEqualTo("lead-merged");
      assertThat(LeadField.TITLE.textOf(merged.content())).isNull();
    } else {
      assertThat(LeadField.TITLE.textOf(merged.content())).isEqualTo("Head of Sales");
    }
  }

  private static Lead captured(Leads leads) {
    return leads.capture(new Leads.Capture(LeadDrafts.company("Crowded Ltd"))).orElseThrow();
  }
}
