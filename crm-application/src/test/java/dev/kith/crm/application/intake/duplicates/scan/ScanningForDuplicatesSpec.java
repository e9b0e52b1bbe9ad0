package dev.kith.crm.application.intake.duplicates.scan;

import static dev.kith.crm.domain.intake.duplicates.merge.MergeKind.ACCOUNT;
import static dev.kith.crm.domain.intake.duplicates.merge.MergeKind.CONTACT;
import static dev.kith.crm.domain.intake.duplicates.merge.MergeKind.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.ScheduleView;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.lead.Leads.Edit;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchReason;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScanningForDuplicatesSpec {

  private final MemoryStorage storage = new MemoryStorage();
  private final Crm crm = Crm.on(storage).background(false).start();
  private final Actor ada = Actors.administrator();

  @Nested
  class A_scan {

    @Test
    void finds_leads_that_are_the_same_and_says_why() {
      Lead one = captured("Mara", "Vogel", "Nordlicht Energie", "mara@nordlicht.example");
      Lead twin = captured("Mara", "Vogel", "Nordlicht Energie GmbH", "vogel@home.example");
      captured("Grace", "Hopper", "Navy", "grace@navy.example");
      ScanView scan = scanned();

      assertThat(scan.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(scan.isUnderWay()).isFalse();
      assertThat(scan.percent()).isEqualTo(100);
      assertThat(scan.findings()).isEqualTo(new ScanFindings(3, 1, 1, 0, 0, 0, 0));
      ClusterView cluster = only();
      assertThat(cluster.id()).isEqualTo(new ClusterId(one.id().value()));
      assertThat(cluster.decision()).isNotEqualTo(MatchDecision.NONE);
      assertThat(cluster.members())
          .containsExactly(
              new ClusterView.Member(one.id().value(), "Mara Vogel", "Nordlicht Energie"),
              new ClusterView.Member(twin.id().value(), "Mara Vogel", "Nordlicht Energie GmbH"));
      assertThat(cluster.pairs()).hasSize(1);
      assertThat(cluster.pairs().getFirst().reasons())
          .extracting(MatchReason::field)
          .contains("company", "email");
    }

    @Test
    void of_what_has_not_changed_finds_the_same_again() {
      threeVogels();
      scanned();
      List<ClusterView> before = all(ada);
      scanned();
      assertThat(all(ada)).isEqualTo(before).hasSize(1);
    }

    @Test
    void that_waits_is_joined_by_who_asks_again() {
      ScanView first = scans(ada).start(LEAD).orElseThrow();
      assertThat(first.isUnderWay()).isTrue();
      assertThat(first.percent()).isZero();
      assertThat(scans(ada).start(LEAD).orElseThrow().job()).isEqualTo(first.job());
      assertThat(scans(ada).latest(LEAD).orElseThrow()).contains(first);
      assertThat(scans(ada).shown(LEAD).orElseThrow()).isEmpty();
    }

    @Test
    void that_is_cancelled_leaves_what_was_found_before() {
      threeVogels();
      scanned();
      List<ClusterView> before = all(ada);
      ScanView second = scans(ada).start(LEAD).orElseThrow();
      crm.as(ada).jobs().cancel(second.job()).orElseThrow();

      assertThat(all(ada)).isEqualTo(before);
      assertThat(scans(ada).latest(LEAD).orElseThrow().orElseThrow().isUnderWay()).isFalse();
    }

    @Test
    void comes_about_by_itself_every_night() {
      assertThat(crm.as(ada).schedules().list().orElseThrow())
          .extracting(ScheduleView::kind)
          .contains(
              ScanFeature.jobOf(LEAD), ScanFeature.jobOf(ACCOUNT), ScanFeature.jobOf(CONTACT));
    }

    @Test
    void that_came_about_by_the_schedule_is_joined_by_who_asks() {
      threeVogels();
      JobId nightly = crm.jobQueue().enqueue(JobRequest.of(ScanFeature.jobOf(LEAD)));
      begun(nightly);

      assertThat(scans(ada).start(LEAD).orElseThrow().job()).isEqualTo(nightly);
      crm.runDue();
      assertThat(scans(ada).shown(LEAD).orElseThrow().orElseThrow().job()).isEqualTo(nightly);
    }

    @Test
    void by_the_schedule_leaves_it_to_one_that_is_under_way() {
      threeVogels();
      JobRequest request = JobRequest.of(ScanFeature.jobOf(LEAD));
      JobId elsewhere = crm.jobQueue().enqueue(request.at(Instant.now().plusSeconds(3600)));
      begun(elsewhere);
      JobId nightly = crm.jobQueue().enqueue(request);
      begun(nightly);
      crm.runDue();

      assertThat(crm.as(ada).jobs().get(nightly).orElseThrow().state())
          .isEqualTo(JobState.SUCCEEDED);
      assertThat(storage.clusters().find(nightly)).isEmpty();
      assertThat(scans(ada).latest(LEAD).orElseThrow().orElseThrow().job()).isEqualTo(elsewhere);
    }

    /** As its job does it first of all. */
    private void begun(JobId job) {
      storage
          .transactions()
          .always(() -> {
            Scan begun = Scan.begun(job, LEAD, Instant.EPOCH);
            storage.clusters().save(begun);
            return begun;
          });
    }

    @Test
    void goes_on_where_another_process_stopped() {
      List<Lead> vogels = threeVogels();
      ScanView begun = scans(ada).start(LEAD).orElseThrow();
      Scan half =
          new Scan(
              begun.job(),
              LEAD,
              begun.startedAt(),
              null,
              Scan.Stage.RECORDS,
              vogels.getLast().id().toString(),
              new ScanFindings(3, 0, 0, 0, 0, 0, 0));
      storage
          .transactions()
          .always(() -> {
            storage.clusters().save(half);
            return half;
          });
      crm.runDue();
      // Had it begun anew, it would have found them.
      assertThat(all(ada)).isEmpty();
      assertThat(scans(ada).latest(LEAD).orElseThrow().orElseThrow().findings())
          .isEqualTo(new ScanFindings(3, 0, 0, 0, 0, 0, 0));
    }
  }

  @Nested
  class Of_accounts {

    @Test
    void finds_those_that_are_the_same_and_leaves_leads_and_contacts_alone() {
      threeVogels();
      scanned();
      Account one = company("Vogel Windkraft GmbH");
      Account twin = company("Vogel Windkraft AG");
      named("Meyer Bau");
      ScanView scan = scanned(ACCOUNT);

      assertThat(scan.kind()).isEqualTo(ACCOUNT);
      assertThat(scan.findings().records()).isEqualTo(3);
      ClusterView cluster = only(ACCOUNT);
      assertThat(cluster.kind()).isEqualTo(ACCOUNT);
      assertThat(cluster.members())
          .containsExactly(
              new ClusterView.Member(one.id().value(), "Vogel Windkraft GmbH", "Hamburg"),
              new ClusterView.Member(twin.id().value(), "Vogel Windkraft AG", "Hamburg"));
      assertThat(scans(ada).get(cluster.id())).isEqualTo(Outcome.done(cluster));
      assertThat(all(ada)).hasSize(1);
      assertThat(scans(ada).latest(CONTACT).orElseThrow()).isEmpty();
    }

    @Test
    void leaves_out_what_was_told_apart_merged_or_deleted() {
      Account one = company("Vogel Windkraft GmbH");
      Account twin = company("Vogel Windkraft AG");
      scanned(ACCOUNT);
      var merge =
          crm.as(ada)
              .merges()
              .merge(
                  new Merges.Command(
                      ACCOUNT, one.id().value(), List.of(twin.id().value()), Map.of(), Map.of()))
              .orElseThrow();
      assertThat(all(ACCOUNT, ada)).isEmpty();
      crm.as(ada).merges().undo(merge.id()).orElseThrow();
      crm.as(ada).accounts().delete(twin.id()).orElseThrow();
      assertThat(all(ACCOUNT, ada)).isEmpty();
      crm.as(ada).accounts().restore(twin.id()).orElseThrow();

      List<DistinctPair> told = scans(ada).dismiss(only(ACCOUNT).id()).orElseThrow();
      assertThat(told).extracting(DistinctPair::kind).containsExactly(ACCOUNT);
      assertThat(all(ACCOUNT, ada)).isEmpty();
      scanned(ACCOUNT);
      assertThat(all(ACCOUNT, ada)).isEmpty();
    }

    @Test
    void compares_those_of_a_name_that_too_many_share_with_their_neighbours() {
      int copies = BlockingKeys.COMMON + 10;
      IntStream.range(0, copies).forEach(i -> company("Vogel Windkraft"));
      ScanView scan = scanned(ACCOUNT);

      assertThat(only(ACCOUNT).members()).hasSize(copies);
      assertThat(scan.findings().largestBlock()).isEqualTo(copies);
    }

    @Test
    void shows_only_what_somebody_sees_by_the_fields_that_they_see() {
      company("Vogel Windkraft GmbH");
      company("Vogel Windkraft AG");
      scanned(ACCOUNT);
      Map<Permission, Scope> grants =
          Map.of(
              new Permission(Feature.ACCOUNT, Action.VIEW),
              Scope.ALL,
              new Permission(Feature.DUPLICATE, Action.VIEW),
              Scope.ALL);
      Actor seesNoPlaces = Actors.named("Eve", new Grants(grants, Set.of("account.billingCity")));

      assertThat(all(ACCOUNT, seesNoPlaces))
          .singleElement()
          .satisfies(cluster ->
              assertThat(cluster.members())
                  .extracting(ClusterView.Member::company)
                  .containsOnlyNulls());
      assertThat(all(ACCOUNT, seller("Olga"))).isEmpty();
    }

    private Account company(String name) {
      return created(
          AccountDraft.named(name)
              .with(AccountField.BILLING_STREET, "Hafenstraße 7")
              .with(AccountField.BILLING_POSTAL_CODE, "20457")
              .with(AccountField.BILLING_CITY, "Hamburg")
              .with(AccountField.BILLING_COUNTRY, "DE"));
    }
  }

  @Nested
  class Of_contacts {

    @Test
    void compares_them_by_the_address_that_both_have_and_where_they_work() {
      AccountId vogel = named("Vogel Windkraft").id();
      Contact one =
          person(
              ContactDraft.named("Jens", "Petersen")
                  .emails("jens@home.example\nWORK petersen@vogel.example")
                  .at(vogel));
      Contact twin =
          person(
              ContactDraft.named("Jens", "Peterson").emails("x@y.example\npetersen@vogel.example"));
      person(ContactDraft.named("Mara", "Vogel").at(vogel));
      scanned(CONTACT);

      ClusterView cluster = only(CONTACT);
      assertThat(cluster.members())
          .containsExactly(
              new ClusterView.Member(one.id().value(), "Jens Petersen", "Vogel Windkraft"),
              new ClusterView.Member(twin.id().value(), "Jens Peterson", null));
      assertThat(cluster.pairs().getFirst().reasons())
          .anySatisfy(reason -> {
            assertThat(reason.field()).isEqualTo("email");
            assertThat(reason.code()).isEqualTo("same");
          });
    }

    private Contact person(ContactDraft draft) {
      return crm.as(ada).people().create(new People.Create(draft)).orElseThrow();
    }
  }

  private Account named(String name) {
    return created(AccountDraft.named(name));
  }

  private Account created(AccountDraft draft) {
    return crm.as(ada).accounts().create(new Accounts.Create(draft)).orElseThrow();
  }

  @Nested
  class A_key_that_too_many_share {

    @Test
    void still_leads_to_those_that_are_the_same_and_is_reported() {
      int copies = BlockingKeys.COMMON + 10;
      IntStream.range(0, copies)
          .forEach(
              i -> captured("Mara", "Vogel", "Nordlicht Energie", "m%03d@n.example".formatted(i)));
      ScanView scan = scanned();

      assertThat(only().members()).hasSize(copies);
      assertThat(scan.findings().largeBlocks()).isPositive();
      assertThat(scan.findings().largestBlock()).isEqualTo(copies);
      assertThat(scan.findings().skippedBlocks()).isZero();
      assertThat(scan.findings().cutPairs()).isZero();
    }

    @Test
    void makes_no_cluster_larger_than_can_be_looked_at_and_what_is_cut_is_reported() {
      int copies = ScanJob.LARGEST_CLUSTER + 20;
      IntStream.range(0, copies)
          .forEach(
              i -> captured("Mara", "Vogel", "Nordlicht Energie", "m%03d@n.example".formatted(i)));
      ScanView scan = scanned();

      assertThat(all(ada))
          .allSatisfy(c -> assertThat(c.members()).hasSizeBetween(2, ScanJob.LARGEST_CLUSTER));
      assertThat(scan.findings().cutPairs()).isPositive();
    }
  }

  @Nested
  class A_cluster {

    @Test
    void is_gone_when_its_leads_are_merged_and_back_when_that_is_undone() {
      Lead one = captured("Mara", "Vogel", "Nordlicht Energie", "mara@nordlicht.example");
      Lead twin = captured("Mara", "Vogel", "Nordlicht Energie", "vogel@home.example");
      scanned();
      List<ClusterView> before = all(ada);
      var merge =
          crm.as(ada)
              .merges()
              .merge(new Merges.Command(one.id(), List.of(twin.id()), Map.of(), Map.of()))
              .orElseThrow();
      assertThat(all(ada)).isEmpty();
      crm.as(ada).merges().undo(merge.id()).orElseThrow();
      assertThat(all(ada)).isEqualTo(before);
    }

    @Test
    void shrinks_when_a_lead_is_deleted() {
      List<Lead> vogels = threeVogels();
      scanned();
      crm.as(ada).leads().delete(vogels.get(1).id()).orElseThrow();
      assertThat(members(only())).containsExactly(vogels.getFirst().id(), vogels.getLast().id());
      crm.as(ada).leads().delete(vogels.get(0).id()).orElseThrow();
      assertThat(all(ada)).isEmpty();
    }

    @Test
    void is_gone_when_its_leads_are_not_alike_any_more() {
      captured("Mara", "Vogel", "Nordlicht Energie", "mara@nordlicht.example");
      Lead twin = captured("Mara", "Vogel", "Nordlicht Energie", "vogel@home.example");
      scanned();
      crm.as(ada)
          .expecting(1)
          .leads()
          .edit(
              twin.id(),
              new Edit(
                  Map.of(
                      LeadField.GIVEN_NAME,
                      Optional.of("Grace"),
                      LeadField.FAMILY_NAME,
                      Optional.of("Hopper"),
                      LeadField.COMPANY,
                      Optional.of("Navy"))))
          .orElseThrow();
      assertThat(all(ada)).isEmpty();
    }

    @Test
    void that_is_dismissed_stays_so() {
      List<Lead> vogels = threeVogels();
      scanned();
      List<DistinctPair> told = scans(ada).dismiss(only().id()).orElseThrow();

      assertThat(told)
          .extracting(pair -> Set.of(new LeadId(pair.first()), new LeadId(pair.second())))
          .containsExactlyInAnyOrder(
              Set.of(vogels.get(0).id(), vogels.get(1).id()),
              Set.of(vogels.get(0).id(), vogels.get(2).id()),
              Set.of(vogels.get(1).id(), vogels.get(2).id()));
      assertThat(all(ada)).isEmpty();
      scanned();
      assertThat(all(ada)).isEmpty();
      assertThat(scans(ada).dismiss(new ClusterId(vogels.getFirst().id().value())))
          .isEqualTo(Outcome.refused(NotFound.of("cluster", vogels.getFirst().id().value())));
    }

    @Test
    void never_holds_two_that_somebody_told_apart_though_a_third_looks_like_both() {
      List<Lead> vogels = threeVogels();
      LeadId first = vogels.getFirst().id();
      LeadId last = vogels.getLast().id();
      crm.as(ada).duplicates().tellApart(first, last).orElseThrow();
      scanned();
      assertThat(only().members()).hasSize(2);
      assertThat(members(only())).doesNotContainSequence(first, last);
    }
  }

  @Nested
  class Somebody_who_does_not_see_everything {

    @Test
    void sees_clusters_only_of_leads_that_they_see() {
      Actor olga = seller("Olga");
      Actor theo = seller("Theo");
      Lead own = owned(olga, "mara@nordlicht.example");
      Lead twin = owned(olga, "vogel@home.example");
      Lead other = owned(theo, "m.vogel@office.example");
      scanned();

      assertThat(members(only())).containsExactlyInAnyOrder(own.id(), twin.id(), other.id());
      List<ClusterView> seen = all(olga);
      assertThat(seen).hasSize(1);
      assertThat(members(seen.getFirst())).containsExactlyInAnyOrder(own.id(), twin.id());
      assertThat(all(theo)).isEmpty();
      assertThat(scans(olga).dismiss(seen.getFirst().id()).orElseThrow()).hasSize(1);
      assertThat(members(only())).contains(other.id());
    }

    @Test
    void needs_a_permission_for_each() {
      Actor eve =
          Actors.named("Eve", Grants.of(new Permission(Feature.LEAD, Action.VIEW), Scope.ALL));
      ClusterId any = new ClusterId(new UUID(7, 7));
      assertThat(scans(eve).start(LEAD)).isEqualTo(forbidden("duplicate:create"));
      assertThat(scans(eve).latest(LEAD)).isEqualTo(forbidden("duplicate:view"));
      assertThat(scans(eve).shown(LEAD)).isEqualTo(forbidden("duplicate:view"));
      assertThat(scans(eve).list(LEAD, null, 10)).isEqualTo(forbidden("duplicate:view"));
      assertThat(scans(eve).get(any)).isEqualTo(forbidden("duplicate:view"));
      assertThat(scans(eve).dismiss(any)).isEqualTo(forbidden("duplicate:edit"));
      assertThat(scans(ada).get(any))
          .isEqualTo(Outcome.refused(NotFound.of("cluster", any.value())));
    }

    private Lead owned(Actor owner, String email) {
      return crm.as(owner)
          .leads()
          .capture(
              new Capture(
                  LeadDraft.named("Mara", "Vogel").company("Nordlicht Energie").email(email)))
          .orElseThrow();
    }
  }

  @Test
  void clusters_come_page_by_page_the_likeliest_first() {
    for (String name : List.of("Vogel", "Adler", "Falke")) {
      captured("Mara", name, name + " Energie", "mara@" + name + ".example");
      captured("Mara", name, name + " Energie", name + "@home.example");
    }
    scanned();
    List<ClusterView> found = new ArrayList<>();
    ClusterView.Page page = scans(ada).list(LEAD, null, 2).orElseThrow();
    found.addAll(page.items());
    assertThat(page.items()).hasSize(2);
    page = scans(ada).list(LEAD, page.next(), 2).orElseThrow();
    found.addAll(page.items());

    assertThat(page.next()).isNull();
    assertThat(found).isEqualTo(all(ada)).hasSize(3);
    assertThat(found).extracting(ClusterView::score).isSortedAccordingTo((a, b) -> b - a);
  }

  @Test
  void a_scan_can_be_asked_for_by_a_job_as_well() {
    threeVogels();
    crm.jobQueue().enqueue(JobRequest.of(ScanFeature.jobOf(LEAD)).unique(ScanFeature.jobOf(LEAD)));
    crm.runDue();
    assertThat(all(ada)).hasSize(1);
  }

  private List<Lead> threeVogels() {
    return List.of(
        captured("Mara", "Vogel", "Nordlicht Energie", "mara@nordlicht.example"),
        captured("Mara", "Vogel", "Nordlicht Energie", "vogel@home.example"),
        captured("Mara", "Vogel", "Nordlicht Energie", "m.vogel@office.example"));
  }

  private Lead captured(String given, String family, String company, String email) {
    return crm.as(ada)
        .leads()
        .capture(new Capture(LeadDraft.named(given, family).company(company).email(email)))
        .orElseThrow();
  }

  private ScanView scanned() {
    return scanned(LEAD);
  }

  private ScanView scanned(MergeKind kind) {
    scans(ada).start(kind).orElseThrow();
    crm.runDue();
    return scans(ada).latest(kind).orElseThrow().orElseThrow();
  }

  private ClusterView only() {
    return only(LEAD);
  }

  private ClusterView only(MergeKind kind) {
    List<ClusterView> all = all(kind, ada);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private List<ClusterView> all(Actor actor) {
    return all(LEAD, actor);
  }

  private List<ClusterView> all(MergeKind kind, Actor actor) {
    return scans(actor).list(kind, null, 100).orElseThrow().items();
  }

  private static List<LeadId> members(ClusterView cluster) {
    return cluster.members().stream().map(m -> new LeadId(m.record())).toList();
  }

  private DuplicateScans scans(Actor actor) {
    return crm.as(actor).duplicateScans();
  }

  private static Actor seller(String name) {
    return Actors.named(
        name,
        new Grants(
            Map.of(
                new Permission(Feature.LEAD, Action.VIEW),
                Scope.OWN,
                new Permission(Feature.LEAD, Action.CREATE),
                Scope.OWN,
                new Permission(Feature.DUPLICATE, Action.VIEW),
                Scope.OWN,
                new Permission(Feature.DUPLICATE, Action.EDIT),
                Scope.OWN),
            Set.of()));
  }

  private static <T> Outcome<T> forbidden(String permission) {
    return Outcome.refused(
        new Forbidden(permission, "This needs the permission " + permission + "."));
  }
}
