package dev.kith.crm.testkit;

import static dev.kith.crm.domain.intake.duplicates.merge.MergeKind.ACCOUNT;
import static dev.kith.crm.domain.intake.duplicates.merge.MergeKind.CONTACT;
import static dev.kith.crm.domain.intake.duplicates.merge.MergeKind.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.intake.duplicates.SharedKeys;
import dev.kith.crm.application.intake.duplicates.SharedKeys.Block;
import dev.kith.crm.application.intake.duplicates.scan.ClusterStore;
import dev.kith.crm.application.intake.duplicates.scan.Scan;
import dev.kith.crm.application.intake.duplicates.scan.ScanFindings;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Contacts;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link ClusterStore} promises. */
public interface ClusterStoreContract extends StorageContract {

  Visibility ALL = new Visibility.All();
  Instant LATER = Leads.CAPTURED.plusSeconds(3600);

  @Test
  default void a_scan_is_kept_as_it_was_saved_last() {
    assertThat(clusters().newest(LEAD)).isEmpty();
    Scan finished = scan(Scan.Stage.FINISHED, true, null);
    Scan begun = scan(Scan.Stage.RECORDS, false, null);
    save(finished);
    save(begun);
    Scan later =
        new Scan(
            begun.id(),
            LEAD,
            begun.startedAt(),
            null,
            Scan.Stage.LARGE_BLOCKS,
            "-42",
            new ScanFindings(1, 2, 3, 4, 5, 6, 7));
    save(later);

    assertThat(clusters().find(later.id())).contains(later);
    assertThat(clusters().newest(LEAD)).contains(later);
    assertThat(clusters().newestFinished(LEAD)).contains(finished);
    assertThat(clusters().find(new JobId(Leads.anId().value()))).isEmpty();
  }

  @Test
  default void a_pair_of_a_scan_is_kept_once() {
    Scan scan = save(scan(Scan.Stage.RECORDS, false, null));
    ScoredPair<UUID> pair = pair(Leads.anId().value(), Leads.anId().value(), 3.25);
    ScoredPair<UUID> other = pair(Leads.anId().value(), Leads.anId().value(), 7.5);
    kept(() -> done(() -> clusters().addPairs(scan.id(), List.of(pair))));
    kept(() -> done(() -> clusters().addPairs(scan.id(), List.of(pair, other))));

    assertThat(clusters().pairs(scan.id())).containsExactlyInAnyOrder(pair, other);
    assertThat(clusters().pairs(new JobId(Leads.anId().value()))).isEmpty();
  }

  @Test
  default void so_many_pairs_as_a_step_finds_are_kept_at_once() {
    Scan scan = save(scan(Scan.Stage.RECORDS, false, null));
    List<ScoredPair<UUID>> many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> pair(Leads.anId().value(), Leads.anId().value(), i))
            .toList();
    kept(() -> done(() -> clusters().addPairs(scan.id(), many)));
    assertThat(clusters().pairs(scan.id())).containsExactlyInAnyOrderElementsOf(many);
  }

  @Test
  default void clusters_of_the_newest_finished_scan_come_the_likeliest_first_page_by_page() {
    Scan old = save(scan(Scan.Stage.FINISHED, true, null));
    Scan scan = save(scan(Scan.Stage.FINISHED, true, null));
    Scan underWay = save(scan(Scan.Stage.CLUSTERS, false, null));
    List<Cluster> five =
        List.of(of(two(), 9), of(two(), 7), of(two(), 7), of(two(), 7), of(two(), 1));
    add(old, of(two(), 5));
    add(scan, five.toArray(Cluster[]::new));
    add(underWay, of(two(), 5));

    assertThat(clusters().page(LEAD, ALL, null, 10)).isEqualTo(five);
    assertThat(clusters().page(LEAD, ALL, null, 2)).isEqualTo(five.subList(0, 2));
    assertThat(clusters().page(LEAD, ALL, five.get(1).id(), 2)).isEqualTo(five.subList(2, 4));
    assertThat(clusters().page(LEAD, ALL, five.get(3).id(), 2)).isEqualTo(five.subList(4, 5));
    assertThat(clusters().page(LEAD, ALL, five.get(4).id(), 2)).isEmpty();
    assertThat(clusters().page(LEAD, ALL, new ClusterId(Leads.anId().value()), 10)).isEqualTo(five);
    assertThat(clusters().find(LEAD, five.get(2).id(), ALL)).contains(five.get(2));
    assertThat(clusters().find(LEAD, new ClusterId(Leads.anId().value()), ALL)).isEmpty();
  }

  @Test
  default void only_pairs_are_open_of_which_both_leads_are_live_and_visible_and_not_told_apart() {
    Scan scan = save(scan(Scan.Stage.FINISHED, true, null));
    UserId olga = Actors.userId("Olga Owner");
    List<Lead> own = List.of(lead(olga), lead(olga), lead(olga));
    Lead other = lead(null);
    Cluster cluster =
        Cluster.of(
            List.of(
                pair(own.get(0), own.get(1), 5),
                pair(own.get(1), own.get(2), 4),
                pair(own.get(2), other, 3)));
    add(scan, cluster);
    Visibility seen = new Visibility.OwnedBy(Set.of(olga));

    assertThat(clusters().page(LEAD, ALL, null, 9)).containsExactly(cluster);
    Cluster visible = new Cluster(cluster.id(), cluster.pairs().subList(0, 2));
    assertThat(clusters().page(LEAD, seen, null, 9)).containsExactly(visible);
    assertThat(clusters().find(LEAD, cluster.id(), seen)).contains(visible);
    assertThat(clusters().page(LEAD, new Visibility.OwnedBy(Set.of()), null, 9)).isEmpty();

    DistinctPair apart =
        DistinctPair.of(
            new DistinctPairId(Leads.anId().value()),
            own.get(1).id(),
            own.get(0).id(),
            olga,
            "Olga Owner",
            Leads.CAPTURED);
    assertThat(kept(() -> Outcome.done(storage().distinctPairs().addAll(List.of(apart)))))
        .containsExactly(apart);
    DistinctPair again =
        DistinctPair.of(
            new DistinctPairId(Leads.anId().value()),
            new LeadId(apart.first()),
            new LeadId(apart.second()),
            olga,
            "Olga Owner",
            Leads.CAPTURED);
    assertThat(kept(() -> Outcome.done(storage().distinctPairs().addAll(List.of(again)))))
        .isEmpty();
    assertThat(clusters().page(LEAD, seen, null, 9))
        .containsExactly(new Cluster(cluster.id(), cluster.pairs().subList(1, 2)));
    kept(() ->
        storage()
            .leads()
            .update(own.get(2).delete(Leads.CAPTURED.plusSeconds(5)).orElseThrow().next()));
    assertThat(clusters().page(LEAD, seen, null, 9)).isEmpty();
    assertThat(clusters().find(LEAD, cluster.id(), ALL)).isEmpty();
    kept(() -> Outcome.done(storage().distinctPairs().remove(apart.id())));
    assertThat(clusters().page(LEAD, seen, null, 9))
        .containsExactly(new Cluster(cluster.id(), cluster.pairs().subList(0, 1)));
  }

  @Test
  default void a_finished_scan_replaces_all_earlier_ones_of_its_kind() {
    Scan old = save(scan(Scan.Stage.FINISHED, true, null));
    add(old, of(two(), 5));
    Scan ofAccounts = save(scan(ACCOUNT, Scan.Stage.FINISHED, true, null));
    ScoredPair<UUID> ofOthers = pair(Leads.anId().value(), Leads.anId().value(), 2);
    kept(() -> done(() -> clusters().addPairs(ofAccounts.id(), List.of(ofOthers))));
    Scan scan = save(scan(Scan.Stage.CLUSTERS, false, null));
    Scan later = save(scan(Scan.Stage.RECORDS, false, null));
    assertThat(clusters().unfinished(LEAD)).containsExactly(scan, later);
    kept(() ->
        done(() ->
            clusters()
                .addPairs(
                    scan.id(), List.of(pair(Leads.anId().value(), Leads.anId().value(), 2)))));
    add(scan, of(two(), 3));
    kept(() -> done(() -> clusters().dropClusters(scan.id())));
    Cluster cluster = of(two(), 4);
    add(scan, cluster);
    kept(() -> done(() -> clusters().replaceOlder(scan.id(), LEAD)));

    assertThat(clusters().pairs(scan.id())).isEmpty();
    assertThat(clusters().find(old.id())).isEmpty();
    assertThat(clusters().find(later.id())).contains(later);
    assertThat(clusters().newestFinished(ACCOUNT)).contains(ofAccounts);
    assertThat(clusters().pairs(ofAccounts.id())).containsExactly(ofOthers);
    kept(() -> done(() -> clusters().forget(later.id())));
    assertThat(clusters().unfinished(LEAD)).containsExactly(scan);
    assertThat(clusters().newestFinished(LEAD)).isEmpty();
    save(
        new Scan(
            scan.id(),
            LEAD,
            Leads.CAPTURED,
            Leads.CAPTURED,
            Scan.Stage.FINISHED,
            null,
            ScanFindings.NONE));
    assertThat(clusters().page(LEAD, ALL, null, 9)).containsExactly(cluster);
  }

  @Test
  default void keys_that_too_many_share_are_found_with_all_who_share_them() {
    List<Lead> many =
        IntStream.rangeClosed(0, BlockingKeys.COMMON)
            .mapToObj(
                i -> Leads.from(LeadDrafts.company("Megacorp").email("nr" + i + "@mega.example")))
            .toList();
    kept(() -> done(() -> storage().leads().addAll(many)));
    allAreFound(
        storage().blockingKeys().shared(), many.stream().map(lead -> lead.id().value()).toList());
  }

  @Test
  default void clusters_of_accounts_and_contacts_are_kept_beside_those_of_leads() {
    List<Account> firms = List.of(account("Vogel"), account("Vogel"), account("Vogel"));
    List<Contact> people = List.of(contact("Mara"), contact("Mara"));
    Cluster ofFirms =
        Cluster.of(
            List.of(
                pair(firms.get(0).id().value(), firms.get(1).id().value(), 4),
                pair(firms.get(1).id().value(), firms.get(2).id().value(), 3)));
    Cluster ofPeople =
        Cluster.of(List.of(pair(people.get(0).id().value(), people.get(1).id().value(), 4)));
    add(save(scan(ACCOUNT, Scan.Stage.FINISHED, true, null)), ofFirms);
    add(save(scan(CONTACT, Scan.Stage.FINISHED, true, null)), ofPeople);

    assertThat(clusters().page(LEAD, ALL, null, 9)).isEmpty();
    assertThat(clusters().page(ACCOUNT, ALL, null, 9)).containsExactly(ofFirms);
    assertThat(clusters().page(CONTACT, ALL, null, 9)).containsExactly(ofPeople);
    assertThat(clusters().find(CONTACT, ofPeople.id(), ALL)).contains(ofPeople);
    assertThat(clusters().find(ACCOUNT, ofPeople.id(), ALL)).isEmpty();
    Visibility nobodys = new Visibility.OwnedBy(Set.of());
    assertThat(clusters().page(ACCOUNT, nobodys, null, 9)).isEmpty();
    kept(() -> storage().accounts().update(firms.get(2).delete(LATER).next()));
    kept(() -> storage().people().update(people.get(0).delete(LATER).next()));
    assertThat(clusters().page(ACCOUNT, ALL, null, 9))
        .containsExactly(new Cluster(ofFirms.id(), ofFirms.pairs().subList(0, 1)));
    assertThat(clusters().page(CONTACT, ALL, null, 9)).isEmpty();
  }

  @Test
  default void keys_that_too_many_accounts_share_are_found_with_all_of_them() {
    List<Account> many =
        IntStream.rangeClosed(0, BlockingKeys.COMMON)
            .mapToObj(i -> Accounts.of(AccountDraft.named("Schlehdornkontor")))
            .toList();
    kept(() ->
        done(() ->
            storage()
                .accounts()
                .saveAll(many.stream().map(one -> new Course<>(null, List.of(one))).toList())));
    contact("Schlehdornkontor");
    allAreFound(
        storage().recordKeys().shared(RecordKeys.ACCOUNT),
        many.stream().map(account -> account.id().value()).toList());
    assertThat(storage().recordKeys().shared(RecordKeys.CONTACT).largeBlocks(null, 9)).isEmpty();
  }

  private static void allAreFound(SharedKeys keys, List<UUID> many) {
    List<Block> blocks = keys.largeBlocks(null, 100);
    assertThat(blocks)
        .isNotEmpty()
        .allSatisfy(block -> assertThat(block.records()).isEqualTo(many.size()));
    assertThat(keys.largeBlocks(blocks.getFirst().key(), 100))
        .isEqualTo(blocks.subList(1, blocks.size()));
    assertThat(keys.largeBlocks(null, 1)).isEqualTo(blocks.subList(0, 1));
    Map<String, List<UUID>> having = keys.having(blocks.stream().map(Block::key).toList());
    assertThat(having).hasSameSizeAs(blocks);
    assertThat(having.values())
        .allSatisfy(ids -> assertThat(ids).containsExactlyInAnyOrderElementsOf(many));
  }

  private Account account(String name) {
    return kept(() -> storage().accounts().add(Accounts.of(AccountDraft.named(name))));
  }

  private Contact contact(String name) {
    return kept(() -> storage().people().add(Contacts.of(ContactDraft.named(name, "Vogel"))));
  }

  private Scan save(Scan scan) {
    return kept(() -> {
      clusters().save(scan);
      return Outcome.done(scan);
    });
  }

  private void add(Scan scan, Cluster... added) {
    kept(() -> done(() -> clusters().addClusters(scan.id(), List.of(added))));
  }

  private static Outcome<Boolean> done(Runnable work) {
    work.run();
    return Outcome.done(true);
  }

  private static Scan scan(Scan.Stage stage, boolean finished, @Nullable String after) {
    return scan(LEAD, stage, finished, after);
  }

  private static Scan scan(
      MergeKind kind, Scan.Stage stage, boolean finished, @Nullable String after) {
    return new Scan(
        new JobId(Leads.anId().value()),
        kind,
        Leads.CAPTURED,
        finished ? Leads.CAPTURED.plusSeconds(60) : null,
        stage,
        after,
        ScanFindings.NONE);
  }

  private List<Lead> two() {
    return List.of(lead(null), lead(null));
  }

  private Lead lead(@Nullable UserId owner) {
    Lead lead = Leads.from(LeadDrafts.company("Company"));
    Lead owned =
        owner == null
            ? lead
            : lead.assign(owner, Leads.CAPTURED.plusSeconds(1)).orElseThrow().next();
    kept(() -> done(() -> storage().leads().addAll(List.of(lead))));
    if (owner != null) {
      kept(() -> storage().leads().update(owned));
    }
    return owned;
  }

  private static Cluster of(List<Lead> two, double weight) {
    return Cluster.of(List.of(pair(two.getFirst(), two.getLast(), weight)));
  }

  private static ScoredPair<UUID> pair(Lead one, Lead other, double weight) {
    return pair(one.id().value(), other.id().value(), weight);
  }

  private static ScoredPair<UUID> pair(UUID one, UUID other, double weight) {
    return one.toString().compareTo(other.toString()) < 0
        ? new ScoredPair<>(one, other, weight)
        : new ScoredPair<>(other, one, weight);
  }

  private ClusterStore clusters() {
    return storage().clusters();
  }
}
