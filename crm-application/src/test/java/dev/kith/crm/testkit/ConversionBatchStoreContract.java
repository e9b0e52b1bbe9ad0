package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.conversion.batch.Asker;
import dev.kith.crm.application.conversion.batch.BatchItem;
import dev.kith.crm.application.conversion.batch.ConversionBatch;
import dev.kith.crm.application.conversion.batch.ConversionBatch.Settings;
import dev.kith.crm.application.conversion.batch.ConversionBatchStore;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link ConversionBatchStore} promises. */
public interface ConversionBatchStoreContract extends StorageContract {

  Instant AT = Leads.CAPTURED.plusSeconds(60);
  UserId OLGA = Actors.userId("Olga");
  UserId EVE = Actors.userId("Eve");
  Visibility ALL = new Visibility.All();

  @Test
  default void a_batch_comes_back_as_it_was_kept() {
    ConversionBatch batch =
        new ConversionBatch(
            new JobId(Leads.anId().value()),
            AT,
            new Asker(
                Actor.Kind.TOKEN,
                OLGA,
                "Olga Ö",
                List.of("lead:edit TEAM", "lead:view ALL"),
                Set.of("lead.phone"),
                Set.of(EVE),
                "request"),
            true,
            Settings.USUAL
                .opening(
                    new Deal(
                        new PipelineId(Leads.anId().value()),
                        "open",
                        "champion",
                        Map.of("amount", "1200")))
                .ownedBy(EVE)
                .onDuplicates(DuplicatePolicy.CREATE),
            2,
            null);
    keep(batch, List.of(Leads.anId(), Leads.anId()));

    assertThat(batches().find(batch.id())).contains(batch);
    assertThat(batches().find(new JobId(Leads.anId().value()))).isEmpty();
    ended(batch, AT);
    assertThat(batches().find(batch.id()).orElseThrow().endedAt()).isEqualTo(AT);
  }

  @Test
  default void batches_are_listed_newest_first_by_who_asked() {
    ConversionBatch first = keep(of(OLGA), List.of(Leads.anId()));
    ConversionBatch second = keep(of(EVE), List.of(Leads.anId()));
    ConversionBatch third = keep(of(OLGA), List.of(Leads.anId()));

    assertThat(batches().list(ALL, null, 2)).containsExactly(third, second);
    assertThat(batches().list(ALL, second.id(), 2)).containsExactly(first);
    assertThat(batches().list(new Visibility.OwnedBy(Set.of(OLGA)), null, 9))
        .containsExactly(third, first);
    assertThat(batches().list(new Visibility.OwnedBy(Set.of()), null, 9)).isEmpty();
  }

  @Test
  default void what_ended_long_ago_is_taken_away_the_oldest_first() {
    ConversionBatch oldest = ended(keep(of(OLGA), List.of(Leads.anId())), AT.minusSeconds(2));
    ConversionBatch old = ended(keep(of(OLGA), List.of(Leads.anId())), AT.minusSeconds(1));
    ConversionBatch young = ended(keep(of(OLGA), List.of(Leads.anId())), AT);
    ConversionBatch going = keep(of(OLGA), List.of(Leads.anId()));

    assertThat(forgotten(true, 9)).isZero();
    assertThat(forgotten(false, 1)).isEqualTo(1);
    assertThat(batches().list(ALL, null, 9))
        .extracting(ConversionBatch::id)
        .containsExactly(going.id(), young.id(), old.id());
    assertThat(batches().items(oldest.id(), null, 0, 9)).isEmpty();
    assertThat(batches().items(old.id(), null, 0, 9)).hasSize(1);
    assertThat(forgotten(false, 9)).isEqualTo(1);
    assertThat(forgotten(false, 9)).isZero();
    assertThat(batches().list(ALL, null, 9))
        .extracting(ConversionBatch::id)
        .containsExactly(going.id(), young.id());
  }

  @Test
  default void what_becomes_of_a_lead_is_kept_once() {
    LeadId one = Leads.anId();
    LeadId other = Leads.anId();
    ConversionBatch batch = keep(of(OLGA), List.of(one, other));
    BatchItem done =
        new BatchItem(
            2,
            other,
            Fate.DUPLICATE,
            "duplicate-candidates",
            "There may be \"such\" records",
            new ConversionId(Leads.anId().value()),
            List.of(
                new Candidate(Target.ACCOUNT, Leads.anId().value(), "", 87, true, List.of("name"))),
            1,
            AT);

    assertThat(advance(batch, done)).isTrue();
    assertThat(advance(batch, done)).isFalse();
    assertThat(batches().item(batch.id(), other)).contains(done);
    assertThat(batches().item(batch.id(), one)).contains(BatchItem.waiting(1, one));
    assertThat(batches().item(batch.id(), Leads.anId())).isEmpty();
    assertThat(batches().items(batch.id(), null, 0, 9))
        .containsExactly(BatchItem.waiting(1, one), done);
    assertThat(batches().items(batch.id(), null, 1, 9)).containsExactly(done);
    assertThat(batches().items(batch.id(), Fate.DUPLICATE, 0, 9)).containsExactly(done);
    assertThat(batches().items(batch.id(), Fate.FAILED, 0, 9)).isEmpty();
    assertThat(batches().waiting(batch.id(), 0, 9)).containsExactly(BatchItem.waiting(1, one));
    assertThat(batches().waiting(batch.id(), 1, 9)).isEmpty();
  }

  @Test
  default void leads_are_counted_by_what_became_of_them() {
    List<LeadId> leads = Stream.generate(Leads::anId).limit(40).toList();
    ConversionBatch batch = keep(of(OLGA), leads);
    ConversionBatch other = keep(of(OLGA), leads);
    for (int i = 0; i < 30; i++) {
      Fate fate = i < 20 ? Fate.CONVERTED : Fate.FAILED;
      advance(batch, new BatchItem(i + 1, leads.get(i), fate, null, null, null, List.of(), 1, AT));
    }

    assertThat(batches().counts(List.of(batch.id(), other.id())))
        .isEqualTo(Map.of(batch.id(), Map.of(Fate.CONVERTED, 20, Fate.FAILED, 10)));
    assertThat(batches().waiting(batch.id(), 0, 3))
        .extracting(BatchItem::place)
        .containsExactly(31, 32, 33);
  }

  private static ConversionBatch of(UserId asker) {
    return new ConversionBatch(
        new JobId(Leads.anId().value()),
        AT,
        new Asker(Actor.Kind.USER, asker, "Asker", List.of(), Set.of(), Set.of(), null),
        false,
        Settings.USUAL,
        1,
        null);
  }

  private ConversionBatch keep(ConversionBatch batch, List<LeadId> leads) {
    return kept(() -> {
      batches().add(batch, leads);
      return Outcome.done(batch);
    });
  }

  private ConversionBatch ended(ConversionBatch batch, Instant at) {
    return kept(() -> {
      batches().ended(batch.id(), at);
      return Outcome.done(batch);
    });
  }

  private int forgotten(boolean dryRuns, int limit) {
    return kept(() -> Outcome.done(batches().forget(dryRuns, AT, limit)));
  }

  private boolean advance(ConversionBatch batch, BatchItem item) {
    return kept(() -> Outcome.done(batches().advance(batch.id(), item)));
  }

  private ConversionBatchStore batches() {
    return storage().conversionBatches();
  }
}
