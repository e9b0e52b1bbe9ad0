package dev.kith.crm.domain.competitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeOfACompetitorSpec {

  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final CompetitorId ID = new CompetitorId(new UUID(0, 7));
  private static final CompetitorDraft NORWIND =
      new CompetitorDraft(" Norwind ", "norwind.example", "Cheap.\nSlow to deliver.");

  @Nested
  class A_competitor {

    @Test
    void is_added_with_its_website_and_what_helps_against_it() {
      Change<Competitor> added = Competitor.add(ID, NORWIND, NOW).orElseThrow();

      assertThat(added)
          .isEqualTo(
              Change.of(
                  new Competitor(
                      ID,
                      Revision.first(NOW),
                      new CompetitorContent(
                          "Norwind", "https://norwind.example", "Cheap.\nSlow to deliver."),
                      true),
                  new CompetitorEvent.Added(ID, "Norwind")));
      assertThat(added.next().facts())
          .isEqualTo(
              Map.of(
                  "name", "Norwind",
                  "website", "https://norwind.example",
                  "note", "Cheap.\nSlow to deliver.",
                  "active", "true"));
    }

    @Test
    void is_edited_as_a_whole_and_does_not_change_where_nothing_is_new() {
      Competitor added = Competitor.add(ID, NORWIND, NOW).orElseThrow().next();

      assertThat(added.edit(NORWIND, LATER)).isEqualTo(Outcome.done(Change.none(added)));
      assertThat(added.edit(CompetitorDraft.of("Norwind AG"), LATER))
          .isEqualTo(
              Outcome.done(
                  Change.of(
                      new Competitor(
                          ID,
                          added.revision().next(LATER),
                          new CompetitorContent("Norwind AG", null, null),
                          true),
                      new CompetitorEvent.Edited(ID, "Norwind AG"))));
    }

    @Test
    void is_retired_and_reinstated_but_never_lost() {
      Competitor added = Competitor.add(ID, NORWIND, NOW).orElseThrow().next();
      Change<Competitor> retired = added.retire(LATER);

      assertThat(retired.next().active()).isFalse();
      assertThat(retired.events()).containsExactly(new CompetitorEvent.Retired(ID));
      assertThat(retired.next().retire(LATER)).isEqualTo(Change.none(retired.next()));
      Change<Competitor> reinstated = retired.next().reinstate(LATER);
      assertThat(reinstated.next().active()).isTrue();
      assertThat(reinstated.events()).containsExactly(new CompetitorEvent.Reinstated(ID));
      assertThat(added.reinstate(LATER)).isEqualTo(Change.none(added));
    }

    @Test
    void becomes_part_of_another_which_learns_what_it_did_not_know() {
      CompetitorId otherId = new CompetitorId(new UUID(0, 8));
      Competitor winner =
          Competitor.add(ID, new CompetitorDraft("Norwind", null, "Cheap."), NOW)
              .orElseThrow()
              .next();
      Competitor loser =
          Competitor.add(
                  otherId, new CompetitorDraft("Nor-Wind AG", "norwind.example", "Slow."), NOW)
              .orElseThrow()
              .next();
      Competitor.Union union = winner.takeIn(loser, LATER).orElseThrow();
      CompetitorEvent.Merging merging = new CompetitorEvent.Merging(ID, otherId, "Nor-Wind AG");

      assertThat(union.winner())
          .isEqualTo(
              Change.of(
                  new Competitor(
                      ID,
                      winner.revision().next(LATER),
                      new CompetitorContent(
                          "Norwind", "https://norwind.example", "Cheap.\n\nNor-Wind AG:\nSlow."),
                      true),
                  new CompetitorEvent.Merged(ID, merging)));
      assertThat(union.loser())
          .isEqualTo(
              Change.of(
                  new Competitor(otherId, loser.revision().next(LATER), loser.content(), false, ID),
                  new CompetitorEvent.Merged(otherId, merging)));
      assertThat(union.loser().next().facts()).containsEntry("mergedInto", ID.toString());
    }

    @Test
    void that_was_merged_is_neither_changed_nor_merged_again() {
      Competitor winner = Competitor.add(ID, NORWIND, NOW).orElseThrow().next();
      Competitor loser = other(8, "Nor-Wind AG");
      Competitor third = other(9, "Third");
      Competitor.Union union = winner.takeIn(loser, LATER).orElseThrow();
      Competitor gone = union.loser().next();
      Outcome<?> merged =
          Outcome.refused(new CompetitorRefusal.Merged(gone.id().value(), ID.value()));

      assertThat(gone.edit(CompetitorDraft.of("New"), LATER)).isEqualTo(merged);
      assertThat(gone.unlessMerged()).isEqualTo(merged);
      assertThat(third.takeIn(gone, LATER)).isEqualTo(merged);
      assertThat(gone.takeIn(third, LATER)).isEqualTo(merged);
      assertThat(union.winner().next().takeIn(gone, LATER))
          .as("once more")
          .isEqualTo(
              Outcome.done(
                  new Competitor.Union(Change.none(union.winner().next()), Change.none(gone))));
      assertThat(
              winner.takeIn(winner, LATER) instanceof Outcome.Refused<?>(var refusal)
                  ? refusal.violations().getFirst().code()
                  : "")
          .isEqualTo("same-competitor");
    }

    private static Competitor other(long id, String name) {
      return Competitor.add(new CompetitorId(new UUID(0, id)), CompetitorDraft.of(name), NOW)
          .orElseThrow()
          .next();
    }

    @Test
    void is_called_the_same_in_whatever_case_with_accents_or_without() {
      assertThat(CompetitorContent.formOf("Électro-Nord"))
          .isEqualTo("electronord")
          .isEqualTo(CompetitorContent.formOf(" electro nord "))
          .isEqualTo(CompetitorContent.formOf("E\u0301LECTRO NORD®"));
      assertThat(CompetitorContent.formOf("Łódź 2")).isEqualTo("łodz2");
      assertThat(CompetitorContent.formOf("कि")).isNotEqualTo(CompetitorContent.formOf("की"));
      assertThat(CompetitorContent.formOf(" +++ ")).isEqualTo("+++");
    }

    @Test
    void says_all_at_once_what_is_wrong() {
      assertThat(
              new CompetitorDraft(" ", "no host", "x".repeat(10_001)).read()
                      instanceof Outcome.Refused<CompetitorContent>(Invalid invalid)
                  ? invalid.violations().stream().map(v -> v.pointer() + " " + v.code())
                  : null)
          .containsExactly("/name required", "/website website-syntax", "/note too-long");
      assertThat(new CompetitorDraft("x", " ", " ").read())
          .isEqualTo(Outcome.done(new CompetitorContent("x", null, null)));
    }
  }
}
