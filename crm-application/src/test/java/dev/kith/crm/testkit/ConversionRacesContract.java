package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Converted;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.TaskDraft;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What must hold on every storage when leads are converted at the same instant. */
public interface ConversionRacesContract extends StorageContract {

  int PEOPLE = 6;

  @RepeatedTest(3)
  default void of_all_who_convert_one_lead_one_does_it_and_the_others_are_answered_the_same() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Lead lead = qualified(ada, "Ada", "engines.example");

    List<Outcome<Converted>> outcomes =
        Beside.all(PEOPLE, i -> ada.conversions().convert(Convert.of(lead.id())));

    assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
    List<Converted> answers = outcomes.stream().map(Outcome::orElseThrow).toList();
    assertThat(answers.stream().map(Converted::conversion).distinct()).hasSize(1);
    assertThat(answers.stream().filter(answer -> !answer.already())).hasSize(1);
    assertThat(storage().accounts().versions(null, 9)).hasSize(1);
    assertThat(storage().people().versions(null, 9)).hasSize(1);
    assertThat(storage().leads().find(lead.id()).orElseThrow().status())
        .isInstanceOf(LeadStatus.Converted.class);
  }

  @RepeatedTest(3)
  default void under_one_key_all_are_answered_the_first_result() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Lead lead = qualified(ada, "Ada", "engines.example");

    List<Outcome<Converted>> outcomes =
        Beside.all(
            PEOPLE, i -> ada.idempotent("once").conversions().convert(Convert.of(lead.id())));

    assertThat(outcomes)
        .allMatch(outcome ->
            outcome instanceof Outcome.Done
                || outcome instanceof Outcome.Refused<Converted>(var refusal)
                    && refusal.code().equals("idempotency-in-progress"));
    assertThat(
            outcomes.stream()
                .flatMap(outcome ->
                    outcome instanceof Outcome.Done<Converted>(var converted)
                        ? Stream.of(converted)
                        : Stream.of())
                .distinct())
        .hasSize(1);
    assertThat(storage().accounts().versions(null, 9)).hasSize(1);
  }

  @RepeatedTest(3)
  default void of_people_of_one_company_that_is_new_all_come_to_one_account() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Lead first = qualified(ada, "Ada", "engines.example");
    Lead second = qualified(ada, "Charles", "engines.example");

    List<Outcome<Converted>> outcomes =
        Beside.all(
            2, i -> ada.conversions().convert(Convert.of(i == 0 ? first.id() : second.id())));

    assertThat(outcomes).allMatch(Outcome.Done.class::isInstance);
    assertThat(
            outcomes.stream()
                .map(outcome -> outcome.orElseThrow().conversion().account().id())
                .distinct())
        .hasSize(1);
    assertThat(storage().accounts().versions(null, 9)).hasSize(1);
  }

  @RepeatedTest(3)
  default void of_all_who_undo_one_does_it() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Lead lead = qualified(ada, "Ada", "engines.example");
    Conversion conversion =
        ada.conversions().convert(Convert.of(lead.id())).orElseThrow().conversion();

    List<Outcome<Conversion>> outcomes =
        Beside.all(PEOPLE, i -> ada.conversions().undo(conversion.id()));

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(
            outcomes.stream()
                .filter(outcome ->
                    outcome instanceof Outcome.Refused<Conversion>(var refusal)
                        && refusal.code().equals("conversion-undone")))
        .hasSize(PEOPLE - 1);
    assertThat(storage().leads().find(lead.id()).orElseThrow().status()).isEqualTo(lead.status());
  }

  @Test
  default void a_preview_leaves_nothing_behind_and_what_it_says_is_then_done() {
    Workspace ada = new AccessWorld(storage()).asAda();
    Lead lead = qualified(ada, "Ada", "engines.example");
    ada.tasks()
        .create(new Tasks.Create(TaskDraft.of("Call").about(lead.subject()), null))
        .orElseThrow();
    Convert command = Convert.of(lead.id());

    assertThat(ada.conversions().preview(command).orElseThrow().problems()).isEmpty();
    assertThat(storage().accounts().versions(null, 9)).isEmpty();
    assertThat(storage().people().versions(null, 9)).isEmpty();
    assertThat(ada.conversions().list(Which.ALL, null, 9)).isEqualTo(Outcome.done(List.of()));
    assertThat(storage().leads().find(lead.id())).contains(lead);

    Conversion done = ada.conversions().convert(command).orElseThrow().conversion();
    assertThat(done.tasks()).hasSize(1);
    ada.conversions().undo(done.id()).orElseThrow();
    assertThat(ada.conversions().preview(command).orElseThrow().tasks()).isEqualTo(1);
  }

  private static Lead qualified(Workspace crm, String name, String domain) {
    Leads leads = crm.leads();
    Lead lead =
        leads
            .capture(
                new Leads.Capture(
                    LeadDraft.named(name, "Lovelace")
                        .company("Engines " + domain)
                        .email(name + "@" + domain)))
            .orElseThrow();
    return leads.qualify(lead.id()).orElseThrow();
  }
}
