package dev.kith.crm.application.conversion.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.application.conversion.batch.ConversionBatch.Settings;
import dev.kith.crm.application.conversion.batch.ConversionBatches.Start;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.StorageUnavailableException;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SequentialIds;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Many leads become customers, each by itself. */
class ConvertingManyLeadsSpec {

  private final MemoryStorage storage = new MemoryStorage();
  private final SettableClock clock = SettableClock.atStart();
  private Predicate<UserId> canOwn = user -> true;
  private final Crm crm =
      Crm.on(storage)
          .clock(clock)
          .ids(new SequentialIds())
          .owners(user -> canOwn.test(user))
          .background(false)
          .start();
  private final Actor ada = Actors.administrator();
  private final Workspace kith = crm.as(ada);

  @Nested
  class A_batch {

    @Test
    void converts_every_lead_that_it_names_in_the_name_of_who_asked() {
      List<LeadId> leads = IntStream.range(0, 250).mapToObj(i -> qualified("Firm " + i)).toList();

      BatchView batch = done(Start.of(leads));

      assertThat(batch.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(batch.counts()).isEqualTo(counts(250, 0, 0, 0));
      assertThat(batch.batch().endedAt()).isNotNull();
      assertThat(items(batch)).extracting(v -> v.item().lead()).isEqualTo(leads.subList(0, 200));
      assertThat(conversions()).hasSize(200).allMatch(c -> c.byName().equals(ada.name()));
      assertThat(conversions().getFirst().cause())
          .isEqualTo("conversion-batch/" + batch.batch().id());
      assertThat(items(batch).getFirst().conversion())
          .isEqualTo(storage.conversions().ofLead(leads.getFirst()).orElseThrow().id());
    }

    @Test
    void says_of_each_lead_what_became_of_it_and_why() {
      LeadId before = qualified("Before");
      Conversion first = kith.conversions().convert(Convert.of(before)).orElseThrow().conversion();
      LeadId binned = qualified("Binned");
      kith.leads().delete(binned).orElseThrow();
      kith.accounts().create(new Accounts.Create(AccountDraft.named("Known GmbH"))).orElseThrow();
      List<LeadId> leads =
          List.of(
              qualified("New"),
              before,
              lead(LeadDraft.EMPTY.company("Not yet")),
              binned,
              qualified("Known AG"),
              Leads.anId());

      BatchView batch = done(Start.of(leads));

      assertThat(items(batch))
          .extracting(v -> v.item().fate(), v -> v.item().code())
          .containsExactly(
              tuple(Fate.CONVERTED, null),
              tuple(Fate.SKIPPED, "lead-converted"),
              tuple(Fate.SKIPPED, "qualification-gate"),
              tuple(Fate.SKIPPED, "lead-deleted"),
              tuple(Fate.DUPLICATE, "duplicate-candidates"),
              tuple(Fate.FAILED, "not-found"));
      assertThat(items(batch).get(1).conversion()).isEqualTo(first.id());
      assertThat(items(batch).get(4).candidates())
          .extracting(Candidate::name)
          .containsExactly("Known GmbH");
      assertThat(items(batch, Fate.DUPLICATE)).hasSize(1);
      assertThat(batch.counts()).isEqualTo(counts(1, 3, 1, 1));
    }

    @Test
    void opens_an_opportunity_for_each_lead_and_gives_all_to_one_owner() {
      kith.pipelines().setUp(PipelineTerms.usual()).orElseThrow();
      UserId olga = Actors.userId("Olga");

      done(
          Start.of(List.of(qualified("One"), qualified("Two")))
              .with(
                  Settings.USUAL
                      .opening(Deal.of(Map.of("amount", "1200", "currency", "EUR")))
                      .ownedBy(olga)));

      assertThat(storage.opportunities().versions(null, 9)).hasSize(2);
      assertThat(conversions())
          .allSatisfy(c ->
              assertThat(
                      storage
                          .accounts()
                          .find(new AccountId(Objects.requireNonNull(c.account()).id()))
                          .map(Account::owner))
                  .contains(olga));
    }

    @Test
    void takes_all_that_a_query_finds_for_who_asked() {
      qualified("Engines One");
      qualified("Mills");
      qualified("Engines Two");
      ListQuery engines =
          ListQuery.all(LeadFields.CATALOGUE)
              .where(new Filter.Compare("company", Filter.Op.CONTAINS, List.of("engines")));

      assertThat(
              done(Start.where(engines).with(Settings.USUAL.onDuplicates(DuplicatePolicy.CREATE)))
                  .counts())
          .isEqualTo(counts(2, 0, 0, 0));
    }

    @Test
    void is_not_begun_without_leads_or_with_too_many() {
      assertThat(refusal(kith.conversionBatches().start(Start.of(List.of()))).violations())
          .extracting(v -> v.pointer() + " " + v.code())
          .containsExactly("/leads required-missing");
      List<LeadId> many =
          Stream.generate(Leads::anId).limit(ConversionBatches.MOST_LEADS + 1).toList();
      assertThat(refusal(kith.conversionBatches().start(Start.of(many))).violations())
          .extracting(v -> v.pointer() + " " + v.code())
          .containsExactly("/leads too-many");
    }

    @Test
    void is_begun_once_under_a_key() {
      Start start = Start.of(List.of(qualified("One")));
      BatchView first =
          crm.as(ada).idempotent("key").conversionBatches().start(start).orElseThrow();

      assertThat(
              crm.as(ada).idempotent("key").conversionBatches().start(start).orElseThrow().batch())
          .isEqualTo(first.batch());
      assertThat(kith.conversionBatches().list(null, 9).orElseThrow()).hasSize(1);
    }

    @Test
    void that_is_cancelled_leaves_its_leads_alone() {
      BatchView batch =
          kith.conversionBatches().start(Start.of(List.of(qualified("One")))).orElseThrow();
      kith.jobs().cancel(batch.batch().id()).orElseThrow();
      crm.runDue();

      BatchView cancelled = kith.conversionBatches().get(batch.batch().id()).orElseThrow();
      assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
      assertThat(cancelled.waiting()).isEqualTo(1);
      assertThat(cancelled.batch().endedAt()).isNotNull();
      assertThat(conversions()).isEmpty();
    }
  }

  @Nested
  class A_dry_run {

    @Test
    void says_what_would_become_of_each_lead_and_does_nothing() {
      List<LeadId> leads =
          List.of(qualified("One"), lead(LeadDraft.EMPTY.company("Not yet")), Leads.anId());

      BatchView batch = done(Start.of(leads).dry());

      assertThat(batch.counts()).isEqualTo(counts(1, 1, 1, 0));
      assertThat(conversions()).isEmpty();
      assertThat(storage.accounts().versions(null, 9)).isEmpty();
      assertThat(done(Start.of(leads)).counts()).isEqualTo(batch.counts());
    }

    @Test
    void finds_what_is_to_be_looked_at() {
      kith.accounts().create(new Accounts.Create(AccountDraft.named("Known GmbH"))).orElseThrow();

      assertThat(done(Start.of(List.of(qualified("Known AG"))).dry()).counts())
          .isEqualTo(counts(0, 0, 0, 1));
    }
  }

  @Nested
  class What_ended_long_ago {

    @Test
    void is_forgotten_a_dry_run_after_a_month_and_a_batch_after_a_year() {
      JobId dry = done(Start.of(List.of(qualified("One"))).dry()).batch().id();
      JobId real = done(Start.of(List.of(qualified("Two")))).batch().id();

      cleanAfter(Duration.ofDays(30));
      assertThat(kept()).containsExactly(real, dry);

      cleanAfter(Duration.ofDays(1));
      assertThat(kept()).containsExactly(real);
      assertThat(kith.conversionBatches().get(dry)).isInstanceOf(Outcome.Refused.class);

      cleanAfter(Duration.ofDays(335));
      assertThat(kept()).isEmpty();
      assertThat(conversions()).hasSize(1);
    }

    private void cleanAfter(Duration passed) {
      clock.advance(passed);
      kith.schedules().runNow("clean-conversion-batches").orElseThrow();
      crm.runDue();
    }

    private List<JobId> kept() {
      return kith.conversionBatches().list(null, 9).orElseThrow().stream()
          .map(view -> view.batch().id())
          .toList();
    }
  }

  @Nested
  class Records_that_may_be_the_same {

    private final LeadId certain = person("ada@engines.example", "Engines");
    private final LeadId likely = person("ada@other.example", "Known AG");

    Records_that_may_be_the_same() {
      kith.accounts()
          .create(
              new Accounts.Create(
                  AccountDraft.named("Engines").with(AccountField.DOMAINS, "engines.example")))
          .orElseThrow();
      kith.accounts().create(new Accounts.Create(AccountDraft.named("Known GmbH"))).orElseThrow();
    }

    @Test
    void are_left_to_people_usually() {
      assertThat(fates(DuplicatePolicy.REVIEW)).containsExactly(Fate.DUPLICATE, Fate.DUPLICATE);
    }

    @Test
    void are_linked_where_that_is_certain() {
      assertThat(fates(DuplicatePolicy.LINK)).containsExactly(Fate.CONVERTED, Fate.DUPLICATE);
      assertThat(accountOf(certain).how()).isEqualTo(Part.How.MATCHED);
    }

    @Test
    void are_passed_over_where_that_is_wished() {
      assertThat(fates(DuplicatePolicy.CREATE)).containsExactly(Fate.CONVERTED, Fate.CONVERTED);
      assertThat(accountOf(certain).how()).isEqualTo(Part.How.MATCHED);
      assertThat(accountOf(likely).how()).isEqualTo(Part.How.CREATED);
    }

    private List<Fate> fates(DuplicatePolicy policy) {
      return items(
              done(Start.of(List.of(certain, likely)).with(Settings.USUAL.onDuplicates(policy))))
          .stream()
          .map(v -> v.item().fate())
          .toList();
    }

    private Part accountOf(LeadId lead) {
      return Objects.requireNonNull(storage.conversions().ofLead(lead).orElseThrow().account());
    }
  }

  @Nested
  class What_breaks {

    private final UserId trouble = Actors.userId("Trouble");
    private final LeadId good = qualified("Good");
    private final LeadId bad = qualified("Bad");
    private final LeadId better = qualified("Better");
    private final AtomicInteger broken = new AtomicInteger();

    What_breaks() {
      kith.leads().assign(bad, trouble).orElseThrow();
    }

    @Test
    void is_put_aside_and_the_others_go_on() {
      breaking(Integer.MAX_VALUE, new IllegalStateException("a bug"));

      BatchView batch = done(Start.of(List.of(good, bad, better)));

      assertThat(batch.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(batch.counts()).isEqualTo(counts(2, 0, 1, 0));
      assertThat(items(batch, Fate.FAILED))
          .extracting(v -> v.item().code(), v -> v.item().tries())
          .containsExactly(tuple("internal-error", 1));
      assertThat(broken.get()).isEqualTo(1);
    }

    @Test
    void because_others_are_faster_is_tried_again_so_often_and_then_put_aside() {
      breaking(Integer.MAX_VALUE, new ConcurrentChangeException("a race", new Exception()));

      BatchView batch = done(Start.of(List.of(good, bad, better)));

      assertThat(items(batch, Fate.FAILED))
          .extracting(v -> v.item().code())
          .containsExactly("unavailable");
      assertThat(broken.get()).isBetween(3, 30);
    }

    @Test
    void because_the_connection_was_lost_is_tried_again() {
      breaking(2, new StorageUnavailableException("gone", new Exception()));

      assertThat(done(Start.of(List.of(good, bad, better))).counts()).isEqualTo(counts(3, 0, 0, 0));
      assertThat(broken.get()).isEqualTo(2);
    }

    private void breaking(int times, RuntimeException with) {
      canOwn =
          user -> {
            if (user.equals(trouble) && broken.get() < times) {
              broken.incrementAndGet();
              throw with;
            }
            return true;
          };
    }
  }

  @Nested
  class One_lead {

    @Test
    void is_taken_up_again_by_hand_and_then_converted() {
      Account known =
          kith.accounts()
              .create(new Accounts.Create(AccountDraft.named("Known GmbH")))
              .orElseThrow();
      LeadId lead = qualified("Known AG");
      BatchView batch = done(Start.of(List.of(lead)));
      JobId id = batch.batch().id();

      BatchItemView again = kith.conversionBatches().retry(id, lead, null).orElseThrow();
      assertThat(again.item().fate()).isEqualTo(Fate.DUPLICATE);
      assertThat(again.item().tries()).isEqualTo(2);
      kith.accounts().delete(known.id()).orElseThrow();
      BatchItemView converted = kith.conversionBatches().retry(id, lead, null).orElseThrow();

      assertThat(converted.item().fate()).isEqualTo(Fate.CONVERTED);
      assertThat(conversions().getFirst().cause()).isEqualTo(batch.batch().cause());
      assertThat(kith.conversionBatches().get(id).orElseThrow().counts())
          .isEqualTo(counts(1, 0, 0, 0));
      assertThat(kith.conversionBatches().retry(id, lead, null))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition("lead of a batch", "CONVERTED", "WAITING", List.of())));
    }

    @Test
    void is_taken_up_again_with_another_policy() {
      kith.accounts().create(new Accounts.Create(AccountDraft.named("Known GmbH"))).orElseThrow();
      LeadId lead = qualified("Known AG");
      JobId id = done(Start.of(List.of(lead))).batch().id();

      assertThat(
              kith.conversionBatches()
                  .retry(id, lead, DuplicatePolicy.CREATE)
                  .orElseThrow()
                  .item()
                  .fate())
          .isEqualTo(Fate.CONVERTED);
    }

    @Test
    void that_was_converted_since_shows_so() {
      kith.accounts().create(new Accounts.Create(AccountDraft.named("Known GmbH"))).orElseThrow();
      LeadId lead = qualified("Known AG");
      BatchView batch = done(Start.of(List.of(lead)));
      assertThat(items(batch).getFirst().conversion()).isNull();
      JobId other =
          done(Start.of(List.of(lead)).with(Settings.USUAL.onDuplicates(DuplicatePolicy.CREATE)))
              .batch()
              .id();

      assertThat(items(batch).getFirst().conversion())
          .isEqualTo(storage.conversions().ofLead(lead).orElseThrow().id());
      assertThat(kith.conversionBatches().retry(other, Leads.anId(), null))
          .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void that_waits_for_the_batch_is_left_to_it() {
      LeadId lead = qualified("One");
      JobId id = kith.conversionBatches().start(Start.of(List.of(lead))).orElseThrow().batch().id();

      assertThat(refusal(kith.conversionBatches().retry(id, lead, null)).code())
          .isEqualTo("invalid-transition");
    }
  }

  @Nested
  class Permissions {

    private final Actor olga =
        Actors.named(
            "Olga",
            new Grants(
                Map.of(
                    new Permission(Feature.LEAD, Action.VIEW), Scope.ALL,
                    new Permission(Feature.LEAD, Action.EDIT), Scope.OWN,
                    new Permission(Feature.ACCOUNT, Action.VIEW), Scope.ALL,
                    new Permission(Feature.ACCOUNT, Action.CREATE), Scope.OWN,
                    new Permission(Feature.CONTACT, Action.VIEW), Scope.ALL,
                    new Permission(Feature.CONTACT, Action.CREATE), Scope.OWN),
                Set.of()));

    @Test
    void count_for_each_lead_as_they_were_when_the_batch_was_begun() {
      LeadId hers = qualified("Hers");
      kith.leads().assign(hers, olga.id()).orElseThrow();
      LeadId others = qualified("Others");

      JobId id =
          crm.as(olga)
              .conversionBatches()
              .start(Start.of(List.of(hers, others)))
              .orElseThrow()
              .batch()
              .id();
      crm.runDue();

      assertThat(crm.as(olga).conversionBatches().items(id, null, 0, 9).orElseThrow())
          .extracting(v -> v.item().fate(), v -> v.item().code())
          .containsExactly(tuple(Fate.CONVERTED, null), tuple(Fate.FAILED, "forbidden"));
      assertThat(conversions()).extracting(Conversion::byName).containsExactly("Olga");
    }

    @Test
    void are_needed_to_begin_one() {
      assertThat(
              refusal(
                  crm.as(Actors.viewer())
                      .conversionBatches()
                      .start(Start.of(List.of(qualified("One"))))))
          .isInstanceOf(Forbidden.class);
    }

    @Test
    void decide_who_sees_a_batch() {
      JobId id = done(Start.of(List.of(qualified("One")))).batch().id();
      Actor rep = Actors.salesRep("Rep", Scope.OWN);

      assertThat(crm.as(rep).conversionBatches().get(id))
          .isEqualTo(Outcome.refused(NotFound.of("conversion-batch", id.value())));
      assertThat(crm.as(rep).conversionBatches().list(null, 9)).isEqualTo(Outcome.done(List.of()));
      assertThat(crm.as(Actors.viewer()).conversionBatches().list(null, 9).orElseThrow())
          .hasSize(1);
    }
  }

  @Test
  void failures_are_handed_out_as_a_file() {
    kith.accounts().create(new Accounts.Create(AccountDraft.named("Known GmbH"))).orElseThrow();
    LeadId known = qualified("Known AG");
    LeadId unknown = Leads.anId();
    JobId id = done(Start.of(List.of(qualified("One"), known, unknown))).batch().id();
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    assertThat(kith.conversionBatches().failuresAsCsv(id, file)).isEqualTo(Outcome.done(2L));
    assertThat(file.toString(StandardCharsets.UTF_8).lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("3," + unknown + ",,FAILED,not-found,"))
        .anyMatch(
            line -> line.startsWith("2," + known + ",Known AG,DUPLICATE,duplicate-candidates,"));
  }

  private BatchView done(Start start) {
    JobId id = kith.conversionBatches().start(start).orElseThrow().batch().id();
    crm.runDue();
    return kith.conversionBatches().get(id).orElseThrow();
  }

  private List<BatchItemView> items(BatchView batch) {
    return kith.conversionBatches().items(batch.batch().id(), null, 0, 200).orElseThrow();
  }

  private List<BatchItemView> items(BatchView batch, Fate fate) {
    return kith.conversionBatches().items(batch.batch().id(), fate, 0, 200).orElseThrow();
  }

  private List<Conversion> conversions() {
    return kith.conversions().list(Which.ALL, null, 200).orElseThrow();
  }

  private LeadId qualified(String company) {
    LeadId lead = lead(LeadDraft.EMPTY.company(company));
    return kith.leads().qualify(lead).orElseThrow().id();
  }

  private LeadId person(String email, String company) {
    LeadId lead = lead(LeadDraft.named("Ada", "Lovelace").company(company).email(email));
    return kith.leads().qualify(lead).orElseThrow().id();
  }

  private LeadId lead(LeadDraft draft) {
    Lead lead = kith.leads().capture(new Capture(draft)).orElseThrow();
    return lead.id();
  }

  private static Map<Fate, Integer> counts(int converted, int skipped, int failed, int duplicate) {
    return Map.of(
        Fate.CONVERTED, converted,
        Fate.SKIPPED, skipped,
        Fate.FAILED, failed,
        Fate.DUPLICATE, duplicate);
  }

  private static Refusal refusal(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Refused<?>(var refusal) -> refusal;
      case Outcome.Done<?> done -> throw new AssertionError("it was done: " + done);
    };
  }
}
