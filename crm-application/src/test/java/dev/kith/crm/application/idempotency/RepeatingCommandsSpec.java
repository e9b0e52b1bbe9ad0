package dev.kith.crm.application.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.shared.CommonRefusal.IdempotencyKeyReused;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RepeatingCommandsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Capture capture = new Capture(LeadDrafts.ada());

  @Nested
  class The_same_command_under_the_same_key {

    @Test
    void is_carried_out_once_and_answered_the_same() {
      List<String> replays = new ArrayList<>();
      Outcome<Lead> first =
          trial.as(ada).idempotent("k1", () -> replays.add("first")).leads().capture(capture);
      Outcome<Lead> second =
          trial.as(ada).idempotent("k1", () -> replays.add("second")).leads().capture(capture);

      assertThat(first).isInstanceOf(Outcome.Done.class);
      assertThat(second).isEqualTo(first);
      assertThat(replays).containsExactly("second");
      assertThat(trial.storage.outbox().after(null, 10)).hasSize(1);
    }

    @Test
    void is_answered_as_it_was_even_if_the_lead_has_changed_since() {
      Lead lead = trial.as(ada).idempotent("k1").leads().capture(capture).orElseThrow();
      trial.leads(ada).startWork(lead.id()).orElseThrow();
      assertThat(trial.as(ada).idempotent("k1").leads().capture(capture))
          .isEqualTo(Outcome.done(lead));
    }

    @Test
    void is_a_new_command_after_a_day() {
      LeadDraft company = LeadDrafts.company("Acme");
      Lead lead =
          trial.as(ada).idempotent("k1").leads().capture(new Capture(company)).orElseThrow();
      trial.clock.advance(Duration.ofHours(24).plusNanos(1_000));
      assertThat(
              trial
                  .as(ada)
                  .idempotent("k1")
                  .leads()
                  .capture(new Capture(company))
                  .orElseThrow()
                  .id())
          .isNotEqualTo(lead.id());
    }

    /** Maps of the JDK have another order in every process. */
    @Test
    void reads_the_same_in_every_process() {
      Map<LeadField, Optional<String>> fields = new HashMap<>();
      Map<UUID, Long> versions = new HashMap<>();
      Map<String, String> properties = new HashMap<>();
      for (int i = 9; i > 0; i--) {
        fields.put(LeadField.values()[i], Optional.empty());
        versions.put(new UUID(0, i), 1L);
        properties.put("p" + i, "");
      }
      UUID lead = new UUID(1, 0);

      Leads.Edit edit = new Leads.Edit(fields);
      Merges.Command merge =
          new Merges.Command(MergeKind.LEAD, lead, List.of(), Map.of(), versions);
      EngagementDraft event =
          new EngagementDraft(
              null,
              new LeadId(lead),
              EngagementType.EMAIL_OPEN,
              null,
              null,
              null,
              properties,
              Traces.NONE);
      assertThat(List.copyOf(edit.fields().keySet())).isSorted();
      assertThat(List.copyOf(merge.versions().keySet())).isSorted();
      assertThat(List.copyOf(event.properties().keySet())).isSorted();
    }

    @Test
    void of_another_person_is_another_command() {
      Actor other = Actors.named("Other", ada.grants());
      Capture company = new Capture(LeadDrafts.company("Acme"));
      Lead adas = trial.as(ada).idempotent("k1").leads().capture(company).orElseThrow();
      assertThat(trial.as(other).idempotent("k1").leads().capture(company).orElseThrow().id())
          .isNotEqualTo(adas.id());
    }

    @Test
    void of_a_batch_answers_the_whole_batch() {
      List<Capture> batch = List.of(capture, new Capture(LeadDraft.EMPTY));
      Outcome<List<Outcome<Lead>>> first =
          trial.as(ada).idempotent("k1").leads().captureAll(batch, false);
      assertThat(trial.as(ada).idempotent("k1").leads().captureAll(batch, false)).isEqualTo(first);
      assertThat(trial.storage.outbox().after(null, 10)).hasSize(1);
    }
  }

  @Nested
  class Another_command_under_the_same_key {

    @Test
    void is_refused() {
      Lead lead = trial.as(ada).idempotent("k1").leads().capture(capture).orElseThrow();
      Outcome<Lead> reused = Outcome.refused(new IdempotencyKeyReused("k1"));

      assertThat(
              trial
                  .as(ada)
                  .idempotent("k1")
                  .leads()
                  .capture(new Capture(LeadDrafts.company("Other"))))
          .isEqualTo(reused);
      assertThat(trial.as(ada).idempotent("k1").leads().startWork(lead.id())).isEqualTo(reused);
    }
  }

  @Nested
  class A_refusal {

    @Test
    void is_not_remembered_so_that_the_retry_may_succeed() {
      Lead holder = trial.leads(ada).capture(capture).orElseThrow();
      assertThat(trial.as(ada).idempotent("k1").leads().capture(capture))
          .isInstanceOf(Outcome.Refused.class);
      trial.leads(ada).delete(holder.id()).orElseThrow();
      assertThat(trial.as(ada).idempotent("k1").leads().capture(capture))
          .isInstanceOf(Outcome.Done.class);
    }
  }

  @Nested
  class A_command_within_a_larger_run {

    @Test
    void is_forgotten_with_the_run() {
      trial
          .storage
          .transactions()
          .run(() ->
              trial
                  .as(ada)
                  .idempotent("k1")
                  .leads()
                  .capture(capture)
                  .then(l -> Outcome.refused(new NotFound("thing", "1"))));
      List<String> replays = new ArrayList<>();
      assertThat(
              trial
                  .as(ada)
                  .idempotent("k1", () -> replays.add("replayed"))
                  .leads()
                  .capture(capture))
          .isInstanceOf(Outcome.Done.class);
      assertThat(replays).isEmpty();
    }

    @Test
    void is_answered_from_memory_within_it_too() {
      Outcome<Boolean> same =
          trial
              .storage
              .transactions()
              .run(() -> {
                Outcome<Lead> first = trial.as(ada).idempotent("k1").leads().capture(capture);
                return Outcome.done(
                    trial.as(ada).idempotent("k1").leads().capture(capture).equals(first));
              });
      assertThat(same).isEqualTo(Outcome.done(true));
    }
  }

  @Nested
  class A_key {

    @Test
    void is_1_to_255_visible_ascii_characters() {
      Outcome<Lead> refused =
          Outcome.refused(
              Invalid.of(
                  new Violation(
                      "",
                      "idempotency-key-syntax",
                      "An idempotency key is 1 to 255 visible ASCII characters.")));
      for (String bad : List.of("", " ", "a b", "ä", "a\n", "x".repeat(256))) {
        assertThat(trial.as(ada).idempotent(bad).leads().capture(capture)).isEqualTo(refused);
      }
      assertThat(trial.as(ada).idempotent("~!" + "x".repeat(253)).leads().capture(capture))
          .isInstanceOf(Outcome.Done.class);
    }
  }

  @Test
  void any_mix_of_repeated_commands_ends_like_each_of_them_once() {
    Seeded.cases(
        40,
        random -> {
          TrialCrm repeated = new TrialCrm();
          Map<Integer, Outcome<Lead>> answers = new HashMap<>();
          for (int i = 0; i < 40; i++) {
            int command = random.nextInt(8);
            Outcome<Lead> answer =
                repeated
                    .as(ada)
                    .idempotent("key-" + command)
                    .leads()
                    .capture(
                        new Capture(
                            LeadDrafts.company("Company " + command)
                                .email("c" + command % 6 + "@x.example")));
            if (answer instanceof Outcome.Done<Lead>) {
              assertThat(answers.getOrDefault(command, answer)).isEqualTo(answer);
              answers.put(command, answer);
            }
          }
          assertThat(repeated.storage.outbox().after(null, 100)).hasSize(answers.size());
        });
  }
}
