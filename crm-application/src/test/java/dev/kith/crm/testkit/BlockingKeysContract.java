package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Maps;
import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.Candidate;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link BlockingKeys} promises. */
public interface BlockingKeysContract extends StorageContract {

  Instant LATER = Leads.CAPTURED.plusSeconds(3600);

  @Test
  default void a_lead_is_found_by_each_of_its_keys_alone() {
    Lead lead = Leads.from(LeadDrafts.complete());
    keep(lead);
    for (String key : keysOf(lead)) {
      assertThat(found(Set.of(key))).containsExactly(lead.id());
    }
    assertThat(keys().candidates(keysOf(lead), lead.id(), 10)).isEmpty();
    assertThat(keys().candidates(Set.of(), null, 10)).isEmpty();
  }

  @Test
  default void a_candidate_tells_what_is_compared() {
    Lead lead = Leads.from(LeadDrafts.complete());
    keep(lead);
    Candidate found = keys().candidates(keysOf(lead), null, 10).getFirst();

    assertThat(found.owner()).isEqualTo(lead.owner());
    Candidate.COMPARED.forEach(
        field -> assertThat(found.values().get(field)).isEqualTo(field.textOf(lead.content())));
    assertThat(keys().leads(List.of(lead.id(), Leads.anId()))).containsExactly(found);
    assertThat(keys().leadsAfter(null, 5)).containsExactly(found);
    assertThat(keys().leadsAfter(lead.id(), 5)).isEmpty();
    assertThat(keys().countLeads()).isEqualTo(1);
  }

  @Test
  default void those_that_share_most_come_first_and_no_more_than_are_wanted() {
    Lead asked = Leads.from(LeadDraft.named("Ada", "Byron").company("Engines"));
    Lead both = Leads.from(LeadDraft.named("Ada", "Byron").company("Engines").email("a@b.example"));
    Lead one = Leads.from(LeadDraft.named("Ada", "Babbage").company("Engines"));
    keep(one, both);

    assertThat(found(keysOf(asked))).containsExactly(both.id(), one.id());
    assertThat(keys().candidates(keysOf(asked), null, 1).getFirst().id()).isEqualTo(both.id());
  }

  @Test
  default void a_key_that_too_many_share_says_nothing() {
    List<Lead> many =
        IntStream.rangeClosed(0, BlockingKeys.COMMON)
            .mapToObj(
                i -> Leads.from(LeadDrafts.company("Megacorp").email("nr" + i + "@mega.example")))
            .toList();
    keep(many.subList(0, BlockingKeys.COMMON));
    Lead asked = Leads.from(LeadDrafts.company("Megacorp"));

    assertThat(found(keysOf(asked))).hasSize(BlockingKeys.COMMON);
    assertThat(keys().shared().sharing(keysOf(asked)).values())
        .anySatisfy(ids -> assertThat(ids).hasSize(BlockingKeys.COMMON));
    keep(many.getLast());
    assertThat(found(keysOf(asked))).isEmpty();
    assertThat(keys().shared().sharing(keysOf(asked))).isEmpty();
    assertThat(found(keysOf(many.getFirst()))).contains(many.getFirst().id());
  }

  @Test
  default void keys_tell_which_leads_share_them() {
    Lead first = Leads.from(LeadDraft.named("Ada", "Byron"));
    Lead second = Leads.from(LeadDraft.named("Ada", "Byron").company("Engines"));
    keep(first, second);
    Set<String> asked = new HashSet<>(keysOf(first));
    asked.addAll(keysOf(second));

    Map<String, List<UUID>> sharing = keys().shared().sharing(asked);
    assertThat(sharing.keySet()).isEqualTo(keysOf(first));
    assertThat(sharing.values())
        .allSatisfy(
            ids -> assertThat(ids).containsExactly(first.id().value(), second.id().value()));
  }

  @Test
  default void whatever_changes_a_lead_changes_its_keys() {
    Seeded.cases(
        30,
        random -> {
          Map<LeadId, Lead> leads = new HashMap<>();
          List<Lead> born = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            born.add(Leads.from(draft(random)));
          }
          keep(born.subList(1, 3));
          kept(() -> storage().leads().add(born.getFirst()));
          born.forEach(lead -> leads.put(lead.id(), lead));
          for (int step = 0; step < 6; step++) {
            Lead now = leads.get(random.oneOf(born.toArray(Lead[]::new)).id());
            changed(random, now)
                .map(change -> kept(() -> storage().leads().update(change.next())))
                .map(next -> leads.put(next.id(), next));
          }
          for (Lead lead : leads.values()) {
            assertThat(found(keysOf(lead)).contains(lead.id()))
                .isEqualTo(!lead.revision().isDeleted());
          }
        });
  }

  @Test
  default void a_refused_change_leaves_the_keys_as_they_were() {
    Lead lead = Leads.from(LeadDraft.named("Ada", "Byron"));
    keep(lead);
    storage()
        .transactions()
        .run(() -> {
          storage().leads().update(lead.delete(LATER).orElseThrow().next()).orElseThrow();
          return Outcome.refused(new NotFound("thing", "1"));
        });
    assertThat(found(keysOf(lead))).containsExactly(lead.id());
  }

  @Test
  default void a_new_storage_has_nothing_to_take_up() {
    assertThat(keys().isComplete()).isTrue();
  }

  private static LeadDraft draft(Seeded random) {
    return LeadDraft.named(random.oneOf("Ada", "Bea"), "Case" + random.nextInt(1_000_000))
        .company(random.oneOf("Engines", "Looms"));
  }

  private static Outcome<Change<Lead>> changed(Seeded random, Lead lead) {
    Outcome<Change<Lead>> change =
        switch (random.nextInt(4)) {
          case 0 -> lead.edit(LeadDrafts.content(draft(random)), LATER);
          case 1 -> lead.delete(LATER);
          case 2 -> lead.restore(LATER);
          default ->
              lead.mergeInto(
                  new Merging(
                      Leads.anId().value(), Leads.anId().value(), List.of(lead.id().value())),
                  LATER);
        };
    return change.then(
        c -> c.events().isEmpty() ? Outcome.refused(new NotFound("change", "1")) : Outcome.done(c));
  }

  private List<LeadId> found(Set<String> wanted) {
    return keys().candidates(wanted, null, 100).stream().map(Candidate::id).toList();
  }

  private static Set<String> keysOf(Lead lead) {
    return Fingerprint.of(
            Candidate.subject(
                Maps.filterKeys(
                    LeadDraft.of(lead.content()).values(), Candidate.COMPARED::contains)))
        .blockingKeys();
  }

  private BlockingKeys keys() {
    return storage().blockingKeys();
  }
}
