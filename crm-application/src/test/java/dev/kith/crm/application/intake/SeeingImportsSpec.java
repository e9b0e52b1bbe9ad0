package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SeeingImportsSpec {

  private static final String FILE =
      """
      email,phone,city
      ada@engines.example,+44 20 7946 0123,London
      ben@engines.example,call me,Paris
      """;

  private final Crm crm =
      Crm.on(new MemoryStorage()).clock(SettableClock.atStart()).background(false).start();
  private final Actor ina = Actors.administrator();
  private final Workspace own = crm.as(ina);
  private final ImportId id = checked();

  @AfterEach
  void close() {
    crm.close();
  }

  @Nested
  class Whoever_sees_every_field_of_leads {

    @Test
    void sees_what_the_file_says_and_what_it_would_change() {
      Workspace other = crm.as(Actors.named("Otto", Grants.everything()));
      ImportView view = other.imports().get(id).orElseThrow();
      assertThat(view.preview()).hasSize(2);
      assertThat(changed(view)).containsExactly("phone", "city");
      assertThat(problems(other)).containsExactly("ben@engines.example,call me,Paris");
      assertThat(errorsFile(other)).contains("call me");
    }
  }

  @Nested
  class From_whom_a_field_of_leads_is_hidden {

    private final Workspace other =
        crm.as(Actors.masked(Actors.named("Otto", Grants.everything()), "lead.phone"));

    @Test
    void does_not_see_what_somebody_elses_file_says() {
      ImportView view = other.imports().get(id).orElseThrow();
      assertThat(view.preview()).isEmpty();
      assertThat(problems(other)).containsExactly("");
      assertThat(other.imports().problems(id, RowFate.FAILED, 0, 9).orElseThrow())
          .extracting(problem -> problem.code() + ": " + problem.reason())
          .containsExactly("phone-syntax: Hidden from you.");
      assertThat(errorsFile(other)).contains("phone-syntax").doesNotContain("call me", "ben@");
    }

    @Test
    void sees_which_other_fields_it_would_change() {
      assertThat(changed(other.imports().get(id).orElseThrow())).containsExactly("city");
    }

    @Test
    void sees_what_a_file_of_their_own_says_and_not_what_leads_say() {
      Workspace blinkered = crm.as(Actors.masked(ina, "lead.phone"));
      ImportView view = blinkered.imports().get(id).orElseThrow();
      assertThat(view.preview()).hasSize(2);
      assertThat(errorsFile(blinkered)).contains("call me");
      assertThat(changed(view)).containsExactly("city");
    }
  }

  private static List<String> changed(ImportView view) {
    return view.differences().stream()
        .flatMap(row -> row.changes().stream())
        .map(change -> change.field())
        .toList();
  }

  private List<String> problems(Workspace reader) {
    return reader.imports().problems(id, RowFate.FAILED, 0, 9).orElseThrow().stream()
        .map(ImportProblem::original)
        .toList();
  }

  private String errorsFile(Workspace reader) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(reader.imports().errorsAsCsv(id, file).orElseThrow()).isEqualTo(1);
    return file.toString(StandardCharsets.UTF_8);
  }

  private ImportId checked() {
    own.leads()
        .capture(new Leads.Capture(LeadDraft.EMPTY.email("ada@engines.example")))
        .orElseThrow();
    ImportId uploaded =
        own.imports()
            .upload("x.csv", new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();
    own.imports()
        .follow(uploaded, new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.OVERWRITE))
        .orElseThrow();
    own.imports().check(uploaded).orElseThrow();
    crm.runDue();
    return uploaded;
  }
}
