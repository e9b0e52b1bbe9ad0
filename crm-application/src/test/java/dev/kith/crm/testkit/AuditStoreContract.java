package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.audit.AuditStore;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.AuditEntry.Head;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.testkit.Actors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link AuditStore} promises. */
public interface AuditStoreContract extends StorageContract {

  Subject LEAD = new Subject("lead", SequentialIds.number(1));
  Subject OTHER = new Subject("lead", SequentialIds.number(2));
  UUID ADA = Actors.userId("Ada").value();
  UUID BEN = Actors.userId("Ben").value();
  AtomicLong ENTRY_IDS = new AtomicLong(1_000);

  @Test
  default void a_chain_starts_empty() {
    assertThat(audit().head(LEAD)).isEqualTo(Head.START);
    assertThat(audit().history(LEAD, null, 10)).isEmpty();
  }

  @Test
  default void an_entry_comes_back_as_it_was_written() {
    AuditEntry entry =
        AuditEntry.following(
            Head.START,
            SequentialIds.number(77),
            LEAD,
            SettableClock.START,
            "USER",
            ADA,
            "Ada Łovelace \"Q\"",
            "lead.edit",
            List.of(
                new FieldChange("company", null, "Zürich & Söhne\nGmbH"),
                new FieldChange("title", "x".repeat(10_000), null),
                new FieldChange("address", "", "[{\"a\":1}]")),
            "request-1",
            "event/9");
    append(entry);

    assertThat(audit().history(LEAD, null, 10)).containsExactly(entry);
    assertThat(audit().head(LEAD)).isEqualTo(entry.head());
    assertThat(audit().heads(List.of(LEAD, new Subject(LEAD.type(), new UUID(0, 77)))))
        .isEqualTo(Map.of(LEAD, entry.head()));
    assertThat(audit().history(LEAD, null, 10).getFirst().isIntactAfter(Head.START)).isTrue();
  }

  @Test
  default void an_entry_without_changes_request_and_cause_comes_back_too() {
    AuditEntry entry = next(Head.START, LEAD, ADA);
    append(entry);
    assertThat(audit().history(LEAD, null, 10)).containsExactly(entry);
  }

  @Test
  default void the_history_is_read_newest_first_page_by_page() {
    List<AuditEntry> chain = chain(LEAD, ADA, 5);
    append(chain.toArray(AuditEntry[]::new));
    append(chain(OTHER, ADA, 2).toArray(AuditEntry[]::new));

    assertThat(audit().history(LEAD, null, 2)).containsExactly(chain.get(4), chain.get(3));
    assertThat(audit().history(LEAD, 4L, 2)).containsExactly(chain.get(2), chain.get(1));
    assertThat(audit().history(LEAD, 2L, 2)).containsExactly(chain.get(0));
    assertThat(audit().history(LEAD, 1L, 2)).isEmpty();
  }

  @Test
  default void the_histories_of_several_records_are_read_together_page_by_page() {
    List<AuditEntry> first = chain(LEAD, ADA, 2);
    List<AuditEntry> second = chain(OTHER, BEN, 2);
    append(first.toArray(AuditEntry[]::new));
    append(second.toArray(AuditEntry[]::new));
    List<Subject> both = List.of(LEAD, OTHER);

    assertThat(audit().histories(both, null, 3))
        .containsExactly(second.get(1), second.get(0), first.get(1));
    assertThat(audit().histories(both, first.get(1).id(), 3)).containsExactly(first.get(0));
    assertThat(audit().histories(List.of(OTHER), null, 1)).containsExactly(second.get(1));
    assertThat(audit().histories(List.of(), null, 9)).isEmpty();
  }

  @Test
  default void the_last_entry_besides_those_of_somebodys_action_is_found_of_several_records() {
    append(chain(LEAD, ADA, 3).toArray(AuditEntry[]::new));
    List<AuditEntry> others = chain(OTHER, ADA, 2);
    append(others.toArray(AuditEntry[]::new));
    String action = others.getFirst().action();
    append(
        AuditEntry.following(
            others.getLast().head(),
            UUID.randomUUID(),
            OTHER,
            others.getLast().at(),
            "USER",
            BEN,
            "Ben",
            action,
            List.of(),
            null,
            null));
    List<Subject> both = List.of(LEAD, OTHER);

    assertThat(audit().lastBesides(both, ADA, "another"))
        .containsExactlyInAnyOrderEntriesOf(Map.of(LEAD, 3L, OTHER, 3L));
    assertThat(audit().lastBesides(both, BEN, action))
        .containsExactlyInAnyOrderEntriesOf(Map.of(LEAD, 3L, OTHER, 2L));
    assertThat(audit().lastBesides(both, ADA, action)).isEqualTo(Map.of(OTHER, 3L));
    assertThat(audit().lastBesides(List.of(), ADA, action)).isEmpty();
  }

  @Test
  default void what_people_and_programs_did_to_records_is_told_by_its_causes() {
    Subject mine = new Subject("lead", SequentialIds.number(3));
    Subject crms = new Subject("lead", SequentialIds.number(4));
    append(caused(mine, "USER", "import/1"));
    append(caused(LEAD, "USER", null));
    AuditEntry first = caused(OTHER, "TOKEN", "import/2");
    append(first);
    append(
        AuditEntry.following(
            first.head(),
            UUID.randomUUID(),
            OTHER,
            first.at(),
            "USER",
            BEN,
            "Ben",
            "lead.edit",
            List.of(),
            null,
            null));
    append(caused(crms, "SYSTEM", "event/1"));

    assertThat(audit().touches(List.of(mine, LEAD, OTHER, crms)))
        .isEqualTo(
            Map.of(mine, Set.of("import/1"), LEAD, Set.of(""), OTHER, Set.of("import/2", "")));
    assertThat(audit().touches(List.of())).isEmpty();
  }

  private static AuditEntry caused(Subject subject, String kind, @Nullable String cause) {
    return AuditEntry.following(
        Head.START,
        UUID.randomUUID(),
        subject,
        SettableClock.START,
        kind,
        ADA,
        "Ada",
        "lead.edit",
        List.of(),
        null,
        cause);
  }

  @Test
  default void what_somebody_did_is_read_newest_first_page_by_page() {
    List<AuditEntry> byAda = chain(LEAD, ADA, 3);
    append(byAda.toArray(AuditEntry[]::new));
    append(chain(OTHER, BEN, 2).toArray(AuditEntry[]::new));

    assertThat(audit().activity(ADA, null, 2)).containsExactly(byAda.get(2), byAda.get(1));
    assertThat(audit().activity(ADA, byAda.get(1).id(), 2)).containsExactly(byAda.get(0));
    assertThat(audit().activity(Actors.userId("Nobody").value(), null, 2)).isEmpty();
  }

  @Test
  default void an_undone_run_leaves_no_entry() {
    storage()
        .transactions()
        .run(() -> {
          audit().append(chain(LEAD, ADA, 2));
          assertThat(audit().head(LEAD).position()).isEqualTo(2);
          return Outcome.refused(new NotFound("thing", "1"));
        });

    assertThat(audit().head(LEAD)).isEqualTo(Head.START);
    assertThat(audit().history(LEAD, null, 10)).isEmpty();
  }

  @Test
  default void two_runs_cannot_extend_a_chain_from_the_same_head() {
    AuditEntry first = next(Head.START, LEAD, ADA);
    AuditEntry second = next(Head.START, LEAD, BEN);
    append(first);

    assertThatThrownBy(() -> append(second)).isInstanceOf(RuntimeException.class);
    assertThat(audit().history(LEAD, null, 10)).containsExactly(first);
  }

  @Test
  default void writers_at_the_same_time_extend_one_chain_without_a_gap() {
    int writers = dev.kith.crm.application.kernel.Transactions.ATTEMPTS;
    List<Beside<Boolean>> all =
        IntStream.range(0, writers)
            .mapToObj(i ->
                Beside.start(() ->
                    storage()
                        .transactions()
                        .always(() -> {
                          audit().append(List.of(next(audit().head(LEAD), LEAD, ADA)));
                          return true;
                        })))
            .toList();
    assertThat(all).allSatisfy(writer -> assertThat(writer.result()).isTrue());

    List<AuditEntry> history = audit().history(LEAD, null, 10).reversed();
    assertThat(history).hasSize(writers);
    Head head = Head.START;
    for (AuditEntry entry : history) {
      assertThat(entry.isIntactAfter(head)).isTrue();
      head = entry.head();
    }
    assertThat(audit().head(LEAD)).isEqualTo(head);
  }

  @Test
  default void every_chain_is_visited_in_its_order() {
    List<AuditEntry> one = chain(LEAD, ADA, 600);
    List<AuditEntry> two = chain(OTHER, BEN, 600);
    // Written by turns, as it happens in life.
    List<AuditEntry> mixed = new ArrayList<>();
    IntStream.range(0, 600).forEach(i -> mixed.addAll(List.of(one.get(i), two.get(i))));
    append(mixed.toArray(AuditEntry[]::new));

    Map<Subject, List<AuditEntry>> visited = new HashMap<>();
    List<Subject> runs = new ArrayList<>();
    audit()
        .eachInChainOrder(entry -> {
          visited.computeIfAbsent(entry.subject(), s -> new ArrayList<>()).add(entry);
          if (runs.isEmpty() || !runs.getLast().equals(entry.subject())) {
            runs.add(entry.subject());
          }
        });

    assertThat(visited).isEqualTo(Map.of(LEAD, one, OTHER, two));
    assertThat(runs).containsExactlyInAnyOrder(LEAD, OTHER);
  }

  private AuditStore audit() {
    return storage().audit();
  }

  private void append(AuditEntry... entries) {
    storage()
        .transactions()
        .always(() -> {
          audit().append(List.of(entries));
          return entries.length;
        });
  }

  private static List<AuditEntry> chain(Subject subject, UUID actor, int length) {
    List<AuditEntry> chain = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      chain.add(next(chain.isEmpty() ? Head.START : chain.getLast().head(), subject, actor));
    }
    return chain;
  }

  private static AuditEntry next(Head head, Subject subject, UUID actor) {
    long id = ENTRY_IDS.incrementAndGet();
    return AuditEntry.following(
        head,
        SequentialIds.number(id),
        subject,
        SettableClock.START.plusSeconds(id),
        "USER",
        actor,
        "Somebody",
        "lead.note",
        List.of(),
        null,
        null);
  }
}
