package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.scoring.ledger.LedgerStore;
import dev.kith.crm.application.scoring.ledger.LedgerStore.LeadStanding;
import dev.kith.crm.application.scoring.ledger.ScoreEntryView;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.scoring.ledger.ScoreEntryId;
import dev.kith.crm.domain.scoring.ledger.Standing;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Engagements;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link LedgerStore} promises. */
public interface LedgerStoreContract extends StorageContract {

  @Test
  default void lines_come_back_as_they_were() {
    LeadId lead = Leads.anId();
    ScoreEntry given = entry(lead, 5, 1);
    ScoreEntry back =
        new ScoreEntry(
            new ScoreEntryId(Leads.anId().value()),
            lead,
            given.earning(),
            Leads.CAPTURED.plusSeconds(9),
            Verdict.BOT,
            given.id());
    add(given, back, entry(Leads.anId(), 7, 1));
    assertThat(ledger().of(List.of(lead, Leads.anId()))).containsExactlyInAnyOrder(given, back);
    assertThat(ledger().of(List.of())).isEmpty();
  }

  @Test
  default void many_lines_are_added_at_once() {
    LeadId lead = Leads.anId();
    ScoreEntry[] many =
        IntStream.range(0, 40).mapToObj(i -> entry(lead, i + 1, i)).toArray(ScoreEntry[]::new);
    add(many);
    assertThat(ledger().of(List.of(lead))).containsExactlyInAnyOrder(many);
  }

  @Test
  default void lines_are_listed_of_leads_that_are_visible() {
    UserId owner = new UserId(Leads.anId().value());
    Lead own = Leads.ownedBy(owner, draft());
    Lead other = Leads.ownedBy(new UserId(Leads.anId().value()), draft());
    keep(own, other);
    ScoreEntry small = entry(own.id(), 1, 1);
    ScoreEntry large = entry(own.id(), 9, 2);
    ScoreEntry hidden = entry(other.id(), 5, 3);
    add(small, large, hidden);
    Visibility visible = new Visibility.OwnedBy(Set.of(owner));
    ListQuery query =
        ListQuery.all(ScoreEntryView.CATALOGUE).sortedBy(new SortKey("points", true)).limitedTo(1);

    Page<ScoreEntryView> first = ledger().page(query, visible);
    assertThat(first.items()).containsExactly(new ScoreEntryView(large, null));
    Page<ScoreEntryView> second = ledger().page(query.after(first.next()), visible);
    assertThat(second.items()).containsExactly(new ScoreEntryView(small, null));
    assertThat(second.next()).isNull();
    Filter ofOther = new Filter.Compare("lead", Filter.Op.EQ, List.of(other.id().value()));
    assertThat(ledger().page(query.where(ofOther), visible).items()).isEmpty();
    assertThat(ledger().page(query.where(ofOther), new Visibility.All()).items())
        .containsExactly(new ScoreEntryView(hidden, null));
    assertThat(ledger().page(query, new Visibility.OwnedBy(Set.of())).items()).isEmpty();
  }

  @Test
  default void where_leads_stand_is_known_once_they_have_been_locked() {
    LeadId lead = Leads.anId();
    LeadStanding fresh = new LeadStanding(lead, Map.of(), null);
    assertThat(ledger().standing(lead)).isEmpty();
    assertThat(kept(() -> Outcome.done(ledger().lock(List.of(lead)))))
        .isEqualTo(Map.of(lead, fresh));
    LeadStanding above =
        new LeadStanding(
            lead,
            Map.of("hot \\ “x”", new Standing(true, Leads.CAPTURED)),
            Leads.CAPTURED.plusSeconds(60));
    save(above);
    assertThat(ledger().standing(lead)).contains(above);
    LeadId another = Leads.anId();
    assertThat(kept(() -> Outcome.done(ledger().lock(List.of(another, lead)))))
        .isEqualTo(Map.of(lead, above, another, new LeadStanding(another, Map.of(), null)));
    save(fresh);
    assertThat(ledger().standing(lead)).contains(fresh);
    assertThat(kept(() -> Outcome.done(ledger().lock(List.of())))).isEmpty();
  }

  @Test
  default void leads_are_due_when_their_check_is_the_longest_due_first() {
    Instant now = Instant.parse("2001-01-01T00:00:00Z");
    LeadId first = Leads.anId();
    LeadId second = Leads.anId();
    LeadId later = Leads.anId();
    kept(() -> Outcome.done(ledger().lock(List.of(first, second, later))));
    save(
        new LeadStanding(second, Map.of(), now),
        new LeadStanding(first, Map.of(), now.minusSeconds(1)),
        new LeadStanding(later, Map.of(), now.plusSeconds(1)));
    assertThat(ledger().due(now, 10)).containsExactly(first, second);
    assertThat(ledger().due(now, 1)).containsExactly(first);
    assertThat(ledger().nextCheck()).contains(now.minusSeconds(1));
    save(
        new LeadStanding(second, Map.of(), null),
        new LeadStanding(first, Map.of(), null),
        new LeadStanding(later, Map.of(), null));
    assertThat(ledger().due(now, 10)).isEmpty();
  }

  @Test
  default void leads_with_events_or_lines_are_found_in_the_order_of_their_ids() {
    LeadId withLine = Leads.anId();
    EngagementEvent event =
        Engagements.event(Leads.anId(), "e " + Leads.anId(), EngagementType.MEETING_HELD, "m", 1);
    add(entry(withLine, 1, 1), entry(withLine, 2, 2));
    kept(() -> {
      storage().engagements().addAll(List.of(event));
      return Outcome.done(event);
    });
    List<LeadId> found = new ArrayList<>();
    List<LeadId> page = ledger().leads(null, 2);
    while (!page.isEmpty()) {
      found.addAll(page);
      page = ledger().leads(page.getLast(), 2);
    }
    assertThat(found).doesNotHaveDuplicates().contains(withLine, event.lead());
  }

  private static LeadDraft draft() {
    return LeadDraft.named("Ada", "Lovelace").email(Leads.anId() + "@ledger.example");
  }

  private static ScoreEntry entry(LeadId lead, int points, int hour) {
    return new ScoreEntry(
        new ScoreEntryId(Leads.anId().value()),
        lead,
        new Earning(
            new IncrementRuleId(Leads.anId().value()),
            2,
            new EngagementId("e-" + hour),
            points,
            Engagements.DAY.plusSeconds(hour)),
        Leads.CAPTURED,
        Verdict.HUMAN,
        null);
  }

  private void add(ScoreEntry... entries) {
    kept(() -> {
      ledger().addAll(List.of(entries));
      return Outcome.done(entries);
    });
  }

  private void save(LeadStanding... standings) {
    kept(() -> {
      ledger().lock(List.of(standings).stream().map(LeadStanding::lead).toList());
      ledger().saveAll(List.of(standings));
      return Outcome.done(standings);
    });
  }

  private LedgerStore ledger() {
    return storage().ledger();
  }
}
