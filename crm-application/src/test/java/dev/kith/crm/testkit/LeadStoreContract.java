package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.lead.LeadStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal.EmailTaken;
import dev.kith.crm.domain.lead.LeadRefusal.ExternalIdTaken;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link LeadStore} promises. */
public interface LeadStoreContract extends StorageContract {

  Instant LATER = Leads.CAPTURED.plusSeconds(3600);

  @Test
  default void a_lead_comes_back_as_it_was_added() {
    UserId owner = Actors.userId("Olga Owner");
    for (LeadStatus.Name name : LeadStatus.Name.values()) {
      Lead born = Leads.ownedBy(owner, LeadDrafts.complete(name.name()));
      Lead lead =
          new Lead(born.id(), born.revision(), born.content(), owner, Leads.status(name, LATER));
      assertThat(add(lead)).isEqualTo(Outcome.done(lead));
      assertThat(leads().find(lead.id())).contains(lead);
    }
  }

  @Test
  default void any_content_comes_back_as_it_was() {
    Seeded.cases(
        40,
        random -> {
          Lead lead = Leads.from(LeadDrafts.random(random));
          add(lead).orElseThrow();
          assertThat(leads().find(lead.id())).contains(lead);
          LeadContent other = LeadDrafts.content(LeadDrafts.random(random));
          Lead edited =
              lead.edit(other.saying(lead.content().consent()), LATER)
                  .orElseThrow()
                  .next()
                  .saying(other.consent());
          update(edited).orElseThrow();
          assertThat(leads().find(lead.id())).contains(edited);
        });
  }

  @Test
  default void texts_of_any_script_and_of_full_length_come_back() {
    Lead lead =
        Leads.from(
            LeadDraft.named("Þórbergur 朝子", "Łęcka-O'Neill \"Q\" \\ 🦊".strip())
                .company("x".repeat(199) + "é"));
    add(lead).orElseThrow();
    assertThat(leads().find(lead.id())).contains(lead);
  }

  @Test
  default void an_unknown_lead_is_not_found() {
    assertThat(leads().find(Leads.anId())).isEmpty();
  }

  @Test
  default void an_update_replaces_the_state_one_version_below() {
    Lead lead = Leads.aNewLead();
    add(lead);
    Lead working = lead.startWork(LATER).orElseThrow().next();

    assertThat(update(working)).isEqualTo(Outcome.done(working));
    assertThat(leads().find(lead.id())).contains(working);
  }

  @Test
  default void a_stale_update_is_refused_with_both_versions_and_changes_nothing() {
    Lead lead = Leads.aNewLead();
    add(lead);
    Lead working = lead.startWork(LATER).orElseThrow().next();
    Lead qualified = working.qualify(LATER).orElseThrow().next();
    update(working).orElseThrow();
    update(qualified).orElseThrow();

    assertThat(update(lead.nurture(LATER).orElseThrow().next()))
        .isEqualTo(Outcome.refused(new StaleVersion("lead", lead.id().toString(), 1, 3)));
    assertThat(leads().find(lead.id())).contains(qualified);
  }

  @Test
  default void a_deleted_lead_is_still_found() {
    Lead lead = Leads.aNewLead();
    add(lead);
    Lead deleted = lead.delete(LATER).orElseThrow().next();

    assertThat(update(deleted)).isEqualTo(Outcome.done(deleted));
    assertThat(leads().find(lead.id())).contains(deleted);
  }

  @Test
  default void a_merged_lead_names_its_winner_and_gives_its_email_address_free() {
    Lead winner = Leads.aNewLead();
    Lead loser = withEmail("twice@engines.example");
    add(winner);
    add(loser);
    Merging merging =
        new Merging(Leads.anId().value(), winner.id().value(), List.of(loser.id().value()));
    Lead merged = loser.mergeInto(merging, LATER).orElseThrow().next();

    assertThat(update(merged)).isEqualTo(Outcome.done(merged));
    assertThat(leads().find(loser.id())).contains(merged);
    assertThat(leads().mergedInto(List.of(winner.id(), loser.id()))).containsExactly(loser.id());
    assertThat(leads().mergedInto(List.of(loser.id()))).isEmpty();
    assertThat(add(withEmail("twice@engines.example"))).isInstanceOf(Outcome.Done.class);
    assertThat(update(merged.separate(merging, LATER).next())).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  default void an_email_address_belongs_to_one_live_lead_however_it_is_written() {
    Lead holder = withEmail("Käthe@Bücher.example");
    add(holder);

    for (String same :
        List.of("Käthe@Bücher.example", "KÄTHE@xn--bcher-kva.example", "käthe@BÜCHER.example")) {
      Lead second = withEmail(same);
      String text = String.valueOf(second.content().profile().email());
      assertThat(add(second)).isEqualTo(Outcome.refused(new EmailTaken(text, holder.id().value())));
      assertThat(leads().find(second.id())).isEmpty();
    }
  }

  @Test
  default void leads_without_an_email_address_do_not_meet() {
    assertThat(add(Leads.from(LeadDrafts.company("One")))).isInstanceOf(Outcome.Done.class);
    assertThat(add(Leads.from(LeadDrafts.company("Two")))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  default void editing_to_a_taken_address_is_refused() {
    Lead holder = withEmail("a@x.example");
    Lead other = withEmail("b@x.example");
    add(holder);
    add(other);

    assertThat(update(readdressed(other, "A@x.example")))
        .isEqualTo(Outcome.refused(new EmailTaken("A@x.example", holder.id().value())));
    assertThat(leads().find(other.id())).contains(other);
  }

  @Test
  default void an_address_that_is_given_up_is_free() {
    Lead lead = withEmail("a@x.example");
    add(lead);
    update(readdressed(lead, "b@x.example")).orElseThrow();

    assertThat(add(withEmail("a@x.example"))).isInstanceOf(Outcome.Done.class);
    assertThat(add(withEmail("b@x.example"))).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  default void writing_ones_own_address_differently_is_no_conflict() {
    Lead lead = withEmail("a@x.example");
    add(lead);
    Lead shouting = readdressed(lead, "A@x.example");
    assertThat(update(shouting)).isEqualTo(Outcome.done(shouting));
  }

  @Test
  default void the_bin_frees_the_address_and_restoring_asks_for_it_again() {
    Lead first = withEmail("a@x.example");
    add(first);
    Lead binned = first.delete(LATER).orElseThrow().next();
    update(binned).orElseThrow();
    Lead second = withEmail("a@x.example");
    add(second).orElseThrow();
    Lead restored = binned.restore(LATER).orElseThrow().next();

    assertThat(update(restored))
        .isEqualTo(Outcome.refused(new EmailTaken("a@x.example", second.id().value())));
    assertThat(leads().find(first.id())).contains(binned);

    update(second.delete(LATER).orElseThrow().next()).orElseThrow();
    assertThat(update(restored)).isEqualTo(Outcome.done(restored));
  }

  @Test
  default void an_external_id_belongs_to_one_live_lead_of_its_system() {
    Lead holder = known("HubSpot", "A7");
    add(holder).orElseThrow();
    Lead same = known("hubspot", "A7");
    assertThat(add(same))
        .isEqualTo(Outcome.refused(new ExternalIdTaken("A7 of hubspot", holder.id().value())));
    assertThat(add(known("hubspot", "a7"))).isInstanceOf(Outcome.Done.class);
    assertThat(add(known(null, "A7"))).isInstanceOf(Outcome.Done.class);
    assertThat(leads().holdersOfExternal(List.of("hubspot\nA7", "hubspot\nA8")))
        .isEqualTo(Map.of("hubspot\nA7", holder.id()));

    update(holder.delete(LATER).orElseThrow().next()).orElseThrow();
    assertThat(add(same)).isEqualTo(Outcome.done(same));
  }

  @Test
  default void many_leads_are_replaced_at_once_or_none() {
    Lead first = withEmail("a@x.example");
    Lead second = withEmail("b@x.example");
    keep(first, second);
    Lead renamed = readdressed(first, "c@x.example");
    Lead deleted = second.delete(LATER).orElseThrow().next();
    storage()
        .transactions()
        .always(() -> {
          leads().updateAll(List.of(renamed, deleted));
          return first;
        });
    assertThat(leads().findAll(List.of(first.id(), second.id(), Leads.anId())))
        .containsExactlyInAnyOrder(renamed, deleted);

    Lead next = readdressed(renamed, "d@x.example");
    assertThatThrownBy(() ->
            storage()
                .transactions()
                .always(() -> {
                  leads().updateAll(List.of(next, deleted));
                  return first;
                }))
        .isInstanceOf(ConcurrentChangeException.class);
    assertThat(leads().find(first.id())).contains(renamed);
  }

  @Test
  default void live_leads_are_found_by_what_they_are_recognised_by() {
    Lead mail = withEmail("Ada@x.example");
    Lead phone = Leads.from(LeadDrafts.company("Acme").phone("+49301234567"));
    Lead known = known("s", "7");
    Lead gone = Leads.from(LeadDrafts.company("Gone").phone("+49301234567"));
    keep(mail, phone, known, gone);
    update(gone.delete(LATER).orElseThrow().next()).orElseThrow();

    assertThat(
            leads()
                .having(
                    Map.of(
                        MatchKey.EMAIL, Set.of("ada@x.example", "none@x.example"),
                        MatchKey.PHONE, Set.of("+49301234567"),
                        MatchKey.EXTERNAL_ID, Set.of("s\n7"))))
        .containsExactlyInAnyOrder(mail, phone, known);
    assertThat(leads().having(Map.of(MatchKey.PHONE, Set.of("+1")))).isEmpty();
  }

  @Test
  default void leads_in_the_bin_are_found_by_what_they_are_recognised_by() {
    Lead live = withEmail("Ada@x.example");
    Lead mail = withEmail("Bea@X.example");
    Lead phone = Leads.from(LeadDrafts.company("Acme").phone("+49301234567"));
    Lead known = known("S", "7");
    Lead merged = withEmail("cid@x.example");
    keep(live, mail, phone, known, merged);
    List<Lead> gone =
        Stream.of(mail, phone, known)
            .map(lead -> update(lead.delete(LATER).orElseThrow().next()).orElseThrow())
            .toList();
    Merging merging =
        new Merging(Leads.anId().value(), live.id().value(), List.of(merged.id().value()));
    update(merged.mergeInto(merging, LATER).orElseThrow().next()).orElseThrow();
    Map<MatchKey, Set<String>> keys =
        Map.of(
            MatchKey.EMAIL, Set.of("ada@x.example", "bea@x.example", "cid@x.example"),
            MatchKey.PHONE, Set.of("+49301234567"),
            MatchKey.EXTERNAL_ID, Set.of("s\n7"));

    assertThat(leads().deletedHaving(keys)).containsExactlyInAnyOrderElementsOf(gone);
    gone.forEach(lead -> update(lead.restore(LATER).orElseThrow().next()).orElseThrow());
    assertThat(leads().deletedHaving(keys)).isEmpty();
  }

  @Test
  default void an_undone_run_leaves_the_address_free() {
    Lead first = withEmail("a@x.example");
    storage()
        .transactions()
        .run(() -> leads().add(first).then(l -> Outcome.refused(new NotFound("thing", "1"))));

    assertThat(leads().find(first.id())).isEmpty();
    assertThat(leads().holdersOf(List.of("a@x.example"))).isEmpty();
    assertThat(add(withEmail("a@x.example"))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  default void of_two_who_want_an_address_at_once_one_gets_it() {
    for (int round = 0; round < 10; round++) {
      String email = "wanted" + round + "@x.example";
      Lead a = withEmail(email);
      Lead b = withEmail(email);
      List<Beside<Outcome<Lead>>> both =
          Stream.of(a, b).map(l -> Beside.start(() -> add(l))).toList();
      List<Outcome<Lead>> outcomes = both.stream().map(Beside::result).toList();

      LeadId winner = leads().holdersOf(List.of(email)).get(email);
      assertThat(outcomes)
          .containsExactlyInAnyOrder(
              Outcome.done(winner.equals(a.id()) ? a : b),
              Outcome.refused(new EmailTaken(email, winner.value())));
    }
  }

  @Test
  default void many_are_added_at_once() {
    List<Lead> many =
        IntStream.range(0, 1_000).mapToObj(i -> withEmail("m" + i + "@x.example")).toList();
    keep(many);

    assertThat(many).allSatisfy(lead -> assertThat(leads().find(lead.id())).contains(lead));
  }

  @Test
  default void many_of_which_one_is_taken_throw_and_leave_nothing() {
    Lead holder = withEmail("a@x.example");
    add(holder);
    List<Lead> many =
        List.of(withEmail("b@x.example"), withEmail("A@X.example"), withEmail("c@x.example"));

    assertThatThrownBy(() -> keep(many)).isInstanceOf(RuntimeException.class);

    assertThat(leads().holdersOf(List.of("a@x.example", "b@x.example", "c@x.example")))
        .isEqualTo(Map.of("a@x.example", holder.id()));
  }

  @Test
  default void the_holders_of_addresses_are_live_leads() {
    Lead a = withEmail("A@x.example");
    Lead b = withEmail("b@x.example");
    add(a);
    add(b);
    update(b.delete(LATER).orElseThrow().next()).orElseThrow();
    List<String> keys = new ArrayList<>(List.of("a@x.example", "b@x.example", "nobody@x.example"));
    IntStream.range(0, 5_000).forEach(i -> keys.add("nobody" + i + "@x.example"));

    assertThat(leads().holdersOf(keys)).isEqualTo(Map.of("a@x.example", a.id()));
    assertThat(leads().holdersOf(List.of())).isEmpty();
  }

  @Test
  default void recycled_leads_are_due_from_their_moment_on_the_longest_waiting_first() {
    Lead first = recycledUntil(LATER.minusSeconds(1));
    Lead second = recycledUntil(LATER);
    Lead tooEarly = recycledUntil(LATER.plus(Duration.ofNanos(1_000)));
    Lead inTheBin = recycledUntil(LATER.minusSeconds(2));
    keep(tooEarly, second, inTheBin, first, Leads.in(LeadStatus.Name.WORKING));
    update(inTheBin.delete(LATER).orElseThrow().next()).orElseThrow();

    assertThat(leads().recycledUntil(LATER, 10)).containsExactly(first.id(), second.id());
    assertThat(leads().recycledUntil(LATER, 1)).containsExactly(first.id());
  }

  private LeadStore leads() {
    return storage().leads();
  }

  private Outcome<Lead> add(Lead lead) {
    return storage().transactions().run(() -> leads().add(lead));
  }

  private Outcome<Lead> update(Lead lead) {
    return storage().transactions().run(() -> leads().update(lead));
  }

  private static Lead known(@Nullable String system, String id) {
    return Leads.from(
        LeadDrafts.company("Acme")
            .with(LeadField.EXTERNAL_SYSTEM, system)
            .with(LeadField.EXTERNAL_ID, id));
  }

  private static Lead withEmail(String email) {
    return Leads.from(LeadDraft.EMPTY.email(email));
  }

  private static Lead readdressed(Lead lead, String email) {
    return lead.edit(LeadDrafts.content(LeadDraft.of(lead.content()).email(email)), LATER)
        .orElseThrow()
        .next();
  }

  private static Lead recycledUntil(Instant until) {
    return Leads.in(
        new LeadStatus.Recycled(Leads.CAPTURED, until),
        Leads.from(LeadDrafts.company("until " + until)));
  }
}
