package dev.kith.crm.application.intake.duplicates.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.lead.Leads.Edit;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchReason;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
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
              new ClusterView.Member(one.id(), "Mara Vogel", "Nordlicht Energie"),
              new ClusterView.Member(twin.id(), "Mara Vogel", "Nordlicht Energie GmbH"));
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
      ScanView first = scans(ada).start().orElseThrow();
      assertThat(first.isUnderWay()).isTrue();
      assertThat(first.percent()).isZero();
      assertThat(scans(ada).start().orElseThrow().job()).isEqualTo(first.job());
      assertThat(scans(ada).latest().orElseThrow()).contains(first);
      assertThat(scans(ada).shown().orElseThrow()).isEmpty();
    }

    @Test
    void that_is_cancelled_leaves_what_was_found_before() {
      threeVogels();
      scanned();
      List<ClusterView> before = all(ada);
      ScanView second = scans(ada).start().orElseThrow();
      crm.as(ada).jobs().cancel(second.job()).orElseThrow();

      assertThat(all(ada)).isEqualTo(before);
      assertThat(scans(ada).latest().orElseThrow().orElseThrow().isUnderWay()).isFalse();
    }

    @Test
    void comes_about_by_itself_every_night() {
      assertThat(crm.as(ada).schedules().list().orElseThrow())
          .anySatisfy(s -> assertThat(s.kind()).isEqualTo(ScanFeature.SCAN));
    }

    @Test
    void goes_on_where_another_process_stopped() {
      List<Lead> vogels = threeVogels();
      ScanView begun = scans(ada).start().orElseThrow();
      Scan half =
          new Scan(
              begun.job(),
              begun.startedAt(),
              null,
              Scan.Stage.LEADS,
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
      assertThat(scans(ada).latest().orElseThrow().orElseThrow().findings())
          .isEqualTo(new ScanFindings(3, 0, 0, 0, 0, 0, 0));
    }
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
      assertThat(scans(eve).start()).isEqualTo(forbidden("duplicate:create"));
      assertThat(scans(eve).latest()).isEqualTo(forbidden("duplicate:view"));
      assertThat(scans(eve).shown()).isEqualTo(forbidden("duplicate:view"));
      assertThat(scans(eve).list(null, 10)).isEqualTo(forbidden("duplicate:view"));
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
    ClusterView.Page page = scans(ada).list(null, 2).orElseThrow();
    found.addAll(page.items());
    assertThat(page.items()).hasSize(2);
    page = scans(ada).list(page.next(), 2).orElseThrow();
    found.addAll(page.items());

    assertThat(page.next()).isNull();
    assertThat(found).isEqualTo(all(ada)).hasSize(3);
    assertThat(found).extracting(ClusterView::score).isSortedAccordingTo((a, b) -> b - a);
  }

  @Test
  void a_scan_can_be_asked_for_by_a_job_as_well() {
    threeVogels();
    crm.jobQueue().enqueue(JobRequest.of(ScanFeature.SCAN).unique(ScanFeature.SCAN));
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
    scans(ada).start().orElseThrow();
    crm.runDue();
    return scans(ada).latest().orElseThrow().orElseThrow();
  }

  private ClusterView only() {
    List<ClusterView> all = all(ada);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private List<ClusterView> all(Actor actor) {
    return scans(actor).list(null, 100).orElseThrow().items();
  }

  private static List<LeadId> members(ClusterView cluster) {
    return cluster.members().stream().map(ClusterView.Member::lead).toList();
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
