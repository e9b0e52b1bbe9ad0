package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.review.ImportReviews.Decision;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.ClickId;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.intake.attribution.TouchPolicy;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImportingTouchesSpec {

  private static final String HEAD =
      "email,utm_source,utm_medium,gclid,Landing page,Referrer,Click date\n";
  private static final String FULL =
      "ada@engines.example,FB,PPC,G-1,https://shop.example/?utm_campaign=spring,"
          + "https://news.example/,2026-01-05T08:00:00Z\n";

  private final SettableClock clock = SettableClock.atStart();
  private final MemoryStorage storage = new MemoryStorage();
  private final Crm crm = Crm.on(storage).clock(clock).background(false).start();
  private final Workspace workspace = crm.as(Actors.administrator());

  @Test
  void a_row_of_a_new_lead_is_one_touch_read_by_the_rules() {
    imported(HEAD + FULL, ConflictPolicy.OVERWRITE);
    Lead ada = lead("ada@engines.example");

    assertThat(touches(ada))
        .singleElement()
        .satisfies(touch -> {
          assertThat(touch.content().at()).isEqualTo(Instant.parse("2026-01-05T08:00:00Z"));
          assertThat(touch.content().campaign().utmSource()).isEqualTo("facebook");
          assertThat(touch.content().campaign().utmMedium()).isEqualTo("cpc");
          assertThat(touch.content().campaign().utmCampaign()).isEqualTo("spring");
          assertThat(touch.content().clickIds()).containsExactly(new ClickId("gclid", "G-1"));
          assertThat(touch.content().referrer()).isEqualTo("https://news.example/");
          assertThat(touch.content().counts()).isTrue();
        });
    assertThat(events()).containsExactly("lead.captured.v1", "lead.touched.v1");
  }

  @Test
  void a_new_lead_whose_fields_name_no_campaign_has_that_of_its_touch() {
    imported(
        "email,landing_page\nada@engines.example,https://shop.example/?utm_source=fb\n",
        ConflictPolicy.SKIP);
    assertThat(lead("ada@engines.example").content().attribution().utmSource())
        .isEqualTo("facebook");
  }

  @Test
  void a_campaign_alone_is_a_touch_and_is_announced_with_the_birth() {
    imported("email,utm_source\nada@engines.example,fb\n", ConflictPolicy.SKIP);
    assertThat(touches(lead("ada@engines.example"))).hasSize(1);
    assertThat(events()).containsExactly("lead.captured.v1");
  }

  @Test
  void a_moment_alone_and_empty_cells_are_no_touch() {
    imported(HEAD + "ada@engines.example,,,,,,2026-01-05\n", ConflictPolicy.SKIP);
    assertThat(touches(lead("ada@engines.example"))).isEmpty();
  }

  @Test
  void what_cannot_be_read_is_an_error_at_its_column_and_all_of_it_is_told() {
    ImportId id =
        imported(
            HEAD
                + "ben@engines.example,,,x1,https://shop.example,,2026-01-05\n"
                + "ada@engines.example,,,two words,shop.example,,yesterday\n",
            ConflictPolicy.SKIP);
    assertThat(problems(id))
        .containsExactlyInAnyOrder(
            "touchedAt moment-syntax", "gclid click-id-syntax", "landingPage url-syntax");
  }

  @Test
  void a_touch_that_is_still_to_come_is_an_error_of_its_row() {
    ImportId id = imported(HEAD + "ada@engines.example,fb,,,,,2031-01-05\n", ConflictPolicy.SKIP);
    assertThat(problems(id)).containsExactly("touchedAt in-future");
  }

  @Test
  void what_is_wrong_with_a_touch_is_told_before_anything_is_done() {
    rules(TouchPolicy.REJECT, Map.of(), Set.of("newsletter"));
    ImportId id =
        uploaded(
            HEAD
                + "ben@engines.example,newsletter,,x1,https://shop.example,,2026-01-05\n"
                + "ada@engines.example,fb,,two words,shop.example,,2031-01-05\n",
            rules(ConflictPolicy.SKIP));
    assertThat(workspace.imports().get(id).orElseThrow().preview())
        .extracting(row -> row.problems().stream().map(p -> p.pointer() + " " + p.code()).toList())
        .containsExactly(
            List.of(),
            List.of(
                "/touchedAt in-future",
                "/gclid click-id-syntax",
                "/landingPage url-syntax",
                "/utmSource not-allowed"));
  }

  @Nested
  class Of_a_lead_that_is_there {

    private final Lead ada = captured("ada@engines.example");

    @Test
    void a_touch_is_added_and_the_row_counts_as_changed() {
      imported(HEAD + FULL, ConflictPolicy.FILL_EMPTY);
      assertThat(touches(ada)).hasSize(1);
      assertThat(events()).containsExactly("lead.captured.v1", "lead.edited.v1", "lead.touched.v1");
    }

    @Test
    void a_touch_alone_changes_a_lead() {
      ImportId id = imported("email,gclid\nada@engines.example,G-1\n", ConflictPolicy.FILL_EMPTY);
      assertThat(progress(id).updated()).isEqualTo(1);
      assertThat(workspace.imports().rows(id, RowFate.UPDATED, 0, 10).orElseThrow())
          .singleElement()
          .satisfies(row ->
              assertThat(row.changes())
                  .singleElement()
                  .satisfies(change -> {
                    assertThat(change.field()).isEqualTo("touch");
                    assertThat(change.after()).contains("gclid=G-1");
                  }));
      assertThat(stored(ada).revision().version()).isEqualTo(2);
    }

    @Test
    void the_same_touch_is_added_once_however_often_the_file_comes() {
      imported(HEAD + FULL, ConflictPolicy.OVERWRITE);
      clock.advance(Duration.ofDays(1));
      ImportId again = imported(HEAD + FULL, ConflictPolicy.OVERWRITE);
      assertThat(touches(ada)).hasSize(1);
      assertThat(progress(again).skipped()).isEqualTo(1);
    }

    @Test
    void a_row_without_a_moment_adds_no_touch_that_says_what_another_says() {
      String rows = "email,gclid\nada@engines.example,G-1\n";
      imported(rows, ConflictPolicy.OVERWRITE);
      clock.advance(Duration.ofDays(1));
      assertThat(progress(imported(rows, ConflictPolicy.OVERWRITE)).skipped()).isEqualTo(1);
      assertThat(touches(ada)).hasSize(1);
    }

    @Test
    void nothing_is_added_where_the_lead_stays_as_it_is() {
      imported(HEAD + FULL, ConflictPolicy.SKIP);
      assertThat(touches(ada)).isEmpty();
    }

    @Test
    void a_lead_that_has_as_many_touches_as_are_kept_takes_no_more() {
      for (int batch = 0; batch < 10; batch++) {
        int from = batch * 100;
        workspace
            .touches()
            .recordAll(
                ada.id(),
                IntStream.range(from, from + 100)
                    .mapToObj(i -> TouchDraft.EMPTY.with("gclid", "old-" + i))
                    .toList())
            .orElseThrow();
      }
      ImportId id = imported(HEAD + FULL, ConflictPolicy.OVERWRITE);
      assertThat(problems(id)).containsExactly(" too-many-touches");
      assertThat(stored(ada).content().attribution().utmSource()).isNull();
    }

    @Test
    void a_lead_that_comes_out_of_the_bin_gets_the_touch_and_goes_back_without_it() {
      workspace.leads().delete(ada.id()).orElseThrow();
      ImportId id =
          imported(
              HEAD + FULL,
              new UpsertRules(
                  Set.of(MatchKey.EMAIL), ConflictPolicy.OVERWRITE, DeletedPolicy.RESTORE));
      assertThat(touches(ada)).hasSize(1);
      revert(id);
      assertThat(touches(ada)).isEmpty();
      assertThat(stored(ada).revision().isDeleted()).isTrue();
    }

    @Test
    void under_review_the_touch_waits_with_the_row_and_is_taken_with_it() {
      ImportId id = imported(HEAD + FULL, ConflictPolicy.REVIEW);
      assertThat(touches(ada)).isEmpty();
      assertThat(workspace.importReviews().open(id, 0, 10).orElseThrow())
          .singleElement()
          .satisfies(row ->
              assertThat(row.changes()).extracting(c -> c.field()).contains("utmSource", "touch"));
      clock.advance(Duration.ofDays(1));
      workspace
          .importReviews()
          .decide(id, List.of(new Decision(1, ReviewDecision.TAKEN, Set.of("touch"))))
          .orElseThrow();
      assertThat(touches(ada))
          .singleElement()
          .satisfies(touch ->
              assertThat(touch.content().at()).isEqualTo(Instant.parse("2026-01-05T08:00:00Z")));
      assertThat(stored(ada).content().attribution().utmSource()).isNull();

      revert(id);
      assertThat(touches(ada)).isEmpty();
    }

    @Test
    void under_review_a_touch_without_a_moment_that_the_lead_has_by_now_is_not_added_again() {
      String untimed = "email,gclid\nada@engines.example,G1\n";
      ImportId id = imported(untimed, ConflictPolicy.REVIEW);
      clock.advance(Duration.ofDays(1));
      imported(untimed, ConflictPolicy.OVERWRITE);
      var answer =
          workspace
              .importReviews()
              .decide(id, List.of(new Decision(1, ReviewDecision.TAKEN, Set.of())))
              .orElseThrow()
              .answers()
              .getFirst();
      assertThat(answer.problems())
          .extracting(problem -> problem.pointer() + " " + problem.code())
          .containsExactly("/touch touch-known");
      assertThat(touches(ada)).hasSize(1);
    }

    @Test
    void under_review_a_touch_that_somebody_recorded_meanwhile_is_theirs_and_stays() {
      ImportId id = imported(HEAD + FULL, ConflictPolicy.REVIEW);
      imported(HEAD + FULL, ConflictPolicy.OVERWRITE);
      var answer =
          workspace
              .importReviews()
              .decide(id, List.of(new Decision(1, ReviewDecision.TAKEN, Set.of("touch"))))
              .orElseThrow()
              .answers()
              .getFirst();
      assertThat(answer.decision()).isNull();
      assertThat(answer.problems())
          .extracting(problem -> problem.pointer() + " " + problem.code())
          .containsExactly("/touch touch-known");

      revert(id);
      assertThat(touches(ada)).hasSize(1);
    }
  }

  @Nested
  class When_it_is_taken_back {

    @Test
    void the_touch_of_a_changed_lead_is_taken_away_and_others_stay() {
      Lead ada = captured("ada@engines.example");
      workspace.touches().record(ada.id(), TouchDraft.EMPTY.with("gclid", "before")).orElseThrow();
      ImportId id = imported(HEAD + FULL, ConflictPolicy.OVERWRITE);
      workspace.touches().record(ada.id(), TouchDraft.EMPTY.with("gclid", "since")).orElseThrow();
      revert(id);
      assertThat(touches(ada))
          .extracting(touch -> touch.content().clickIds().getFirst().value())
          .containsExactlyInAnyOrder("before", "since");
      assertThat(events()).endsWith("lead.edited.v1", "lead.touches-taken-back.v1");
      assertThat(stored(ada).content().attribution().utmSource()).isNull();
    }

    @Test
    void a_touch_is_found_though_the_rules_are_others_by_then() {
      Lead ada = captured("ada@engines.example");
      ImportId id = imported(HEAD + FULL, ConflictPolicy.OVERWRITE);
      rules(TouchPolicy.REJECT, Map.of("facebook", "meta"), Set.of("meta"));
      revert(id);
      assertThat(touches(ada)).isEmpty();
    }

    @Test
    void a_touch_that_was_there_before_is_not_taken_away() {
      Lead ada = captured("ada@engines.example");
      imported("email,gclid\nada@engines.example,G-1\n", ConflictPolicy.OVERWRITE);
      ImportId id =
          imported("email,gclid,city\nada@engines.example,G-1,Paris\n", ConflictPolicy.OVERWRITE);
      revert(id);
      assertThat(touches(ada)).hasSize(1);
      assertThat(stored(ada).content().profile().address().city()).isNull();
    }

    @Test
    void the_touches_of_a_created_lead_go_into_the_bin_with_it() {
      ImportId id = imported(HEAD + FULL, ConflictPolicy.OVERWRITE);
      LeadId ada = lead("ada@engines.example").id();
      revert(id);
      assertThat(storage.leads().find(ada).orElseThrow().revision().isDeleted()).isTrue();
      assertThat(storage.touches().of(ada)).hasSize(1);
    }
  }

  @Nested
  class Under_the_policy {

    private static final String ROWS =
        "email,utm_source\nada@engines.example,newsletter\nbob@x.example,strange\n"
            + "eva@x.example,\nold@x.example,strange\n";

    @Test
    void REJECT_a_row_that_breaks_the_rules_is_an_error_at_its_column() {
      Lead old = captured("old@x.example");
      rules(TouchPolicy.REJECT, Map.of(), Set.of("newsletter"));
      ImportId id = checkedAndImported(ROWS);
      assertThat(progress(id).created()).isEqualTo(2);
      assertThat(progress(id).failed()).isEqualTo(2);
      assertThat(workspace.imports().problems(id, RowFate.FAILED, 0, 10).orElseThrow())
          .extracting(p -> p.line() + " " + p.field() + " " + p.code())
          .containsExactly("3 utmSource not-allowed", "5 utmSource not-allowed");
      assertThat(touches(old)).isEmpty();
    }

    @Test
    void QUARANTINE_the_lead_comes_in_and_the_touch_does_not_count() {
      Lead old = captured("old@x.example");
      rules(TouchPolicy.QUARANTINE, Map.of(), Set.of("newsletter"));
      ImportId id = checkedAndImported(ROWS);
      assertThat(progress(id).created()).isEqualTo(3);
      assertThat(progress(id).updated()).isEqualTo(1);
      for (Lead lead : List.of(lead("bob@x.example"), old)) {
        TouchHistory history = workspace.touches().of(lead.id()).orElseThrow();
        assertThat(history.touches()).hasSize(1);
        assertThat(history.first()).isNull();
      }
      assertThat(workspace.touches().of(lead("ada@engines.example").id()).orElseThrow().first())
          .isNotNull();
    }

    @Test
    void ACCEPT_every_touch_counts() {
      Lead old = captured("old@x.example");
      rules(TouchPolicy.ACCEPT, Map.of(), Set.of("newsletter"));
      ImportId id = checkedAndImported(ROWS);
      assertThat(progress(id).created()).isEqualTo(3);
      assertThat(workspace.touches().of(old.id()).orElseThrow().first()).isNotNull();
      assertThat(workspace.touches().of(lead("bob@x.example").id()).orElseThrow().first())
          .isNotNull();
    }

    /** The dry run must say exactly what the import then does. */
    private ImportId checkedAndImported(String rows) {
      ImportId id = uploaded(rows, rules(ConflictPolicy.OVERWRITE));
      workspace.imports().check(id).orElseThrow();
      crm.runDue();
      ImportProgress checked = workspace.imports().get(id).orElseThrow().check();
      assertThat(workspace.imports().get(id).orElseThrow().progress())
          .isEqualTo(ImportProgress.NONE);
      workspace.imports().start(id).orElseThrow();
      crm.runDue();
      assertThat(progress(id)).isEqualTo(checked);
      return id;
    }
  }

  private ImportId imported(String file, ConflictPolicy policy) {
    return imported(file, rules(policy));
  }

  private static UpsertRules rules(ConflictPolicy policy) {
    return new UpsertRules(Set.of(MatchKey.EMAIL), policy);
  }

  private ImportId imported(String file, UpsertRules rules) {
    ImportId id = uploaded(file, rules);
    workspace.imports().start(id).orElseThrow();
    crm.runDue();
    return id;
  }

  private ImportId uploaded(String file, UpsertRules rules) {
    ImportId id =
        workspace
            .imports()
            .upload("leads.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();
    workspace.imports().follow(id, rules).orElseThrow();
    return id;
  }

  private void revert(ImportId id) {
    clock.advance(Duration.ofMinutes(1));
    workspace.imports().revert(id).orElseThrow();
    crm.runDue();
  }

  private ImportProgress progress(ImportId id) {
    return workspace.imports().get(id).orElseThrow().progress();
  }

  private List<String> problems(ImportId id) {
    return workspace.imports().problems(id, RowFate.FAILED, 0, 10).orElseThrow().stream()
        .map(problem -> problem.field() + " " + problem.code())
        .toList();
  }

  private void rules(TouchPolicy policy, Map<String, String> aliases, Set<String> sources) {
    workspace
        .touches()
        .setRules(
            new AttributionRules.Settings(policy, aliases, Map.of(), sources, Set.of(), Set.of()))
        .orElseThrow();
  }

  private Lead captured(String email) {
    return workspace.leads().capture(new Leads.Capture(LeadDraft.EMPTY.email(email))).orElseThrow();
  }

  private Lead lead(String email) {
    return storage.leads().having(Map.of(MatchKey.EMAIL, Set.of(email))).getFirst();
  }

  private Lead stored(Lead lead) {
    return storage.leads().find(lead.id()).orElseThrow();
  }

  private List<Touch> touches(Lead lead) {
    return storage.touches().of(lead.id());
  }

  private List<String> events() {
    return storage.outbox().after(null, 100).stream().map(e -> e.event().type()).toList();
  }
}
