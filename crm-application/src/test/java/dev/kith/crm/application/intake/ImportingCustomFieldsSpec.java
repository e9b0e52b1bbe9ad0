package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.lead.Leads.Edit;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImportingCustomFieldsSpec {

  private static final String FILE =
      """
      email,Shoe size,What matters: most?
      ada@engines.example,37,"a desk
      and a chair"
      bob@engines.example,,
      """;

  private final SettableClock clock = SettableClock.atStart();
  private final MemoryStorage storage = new MemoryStorage();
  private final Crm crm = Crm.on(storage).clock(clock).background(false).start();
  private final Workspace workspace = crm.as(Actors.administrator());

  @Test
  void a_column_without_a_field_is_kept_under_its_heading() {
    ImportId id =
        uploaded(FILE, ConflictPolicy.OVERWRITE, "email", "Shoe size", "What matters: most?");
    run(id);
    assertThat(custom("ada@engines.example"))
        .isEqualTo(Map.of("Shoe size", "37", "What matters most?", "a desk\nand a chair"));
    assertThat(custom("bob@engines.example")).isEmpty();
    assertThat(workspace.leadQueries().customFieldNames("", 10).orElseThrow())
        .containsExactly("Shoe size", "What matters most?");
  }

  @Test
  void what_a_check_counts_is_what_becomes_of_the_rows() {
    captured("Shoe size: 36\nBudget: 5000");
    ImportId id =
        uploaded(FILE, ConflictPolicy.FILL_EMPTY, "email", "Shoe size", "What matters: most?");
    workspace.imports().check(id).orElseThrow();
    crm.runDue();
    ImportProgress checked = workspace.imports().get(id).orElseThrow().check();
    run(id);
    assertThat(workspace.imports().get(id).orElseThrow().progress()).isEqualTo(checked);
    assertThat(custom("ada@engines.example"))
        .isEqualTo(
            Map.of(
                "Budget", "5000", "Shoe size", "36", "What matters most?", "a desk\nand a chair"));
  }

  @Test
  void taken_back_each_is_what_it_was_unless_somebody_has_changed_it_since() {
    Lead ada = captured("Shoe size: 36\nBudget: 5000");
    ImportId id =
        uploaded(FILE, ConflictPolicy.OVERWRITE, "email", "Shoe size", "What matters: most?");
    run(id);
    assertThat(custom("ada@engines.example")).containsEntry("Shoe size", "37");
    edit(ada.id(), "Shoe size: 40\nBudget: 5000\nWhat matters most?: a desk\n and a chair");

    clock.advance(Duration.ofMinutes(1));
    workspace.imports().revert(id).orElseThrow();
    crm.runDue();

    assertThat(custom("ada@engines.example"))
        .isEqualTo(Map.of("Shoe size", "40", "Budget", "5000"));
    assertThat(workspace.imports().problems(id, RowFate.KEPT, 0, 10).orElseThrow())
        .extracting(p -> p.field() + " " + p.code() + " " + p.reason())
        .containsExactly("customFields edited-since Somebody has changed “shoe size” since.");
  }

  @Test
  void a_value_that_is_too_long_is_an_error_that_names_its_column() {
    ImportId id =
        uploaded(
            "email,Wish\nada@engines.example," + "x".repeat(1_001) + "\n",
            ConflictPolicy.OVERWRITE,
            "email",
            "Wish");
    run(id);
    assertThat(workspace.imports().problems(id, RowFate.FAILED, 0, 10).orElseThrow())
        .extracting(p -> p.field() + " " + p.code() + " " + p.reason())
        .containsExactly("customFields too-long “Wish”: At most 1000 characters are allowed.");
  }

  @Test
  void no_two_columns_fill_the_same() {
    ImportId id =
        uploaded("email,Wish,WISH\nada@engines.example,a,b\n", ConflictPolicy.SKIP, "email");
    assertThat(map(id, "email", "Wish", "WISH"))
        .isEqualTo(
            Outcome.refused(
                Invalid.of(
                    Violation.at(
                        "columns/3",
                        "doubled-target",
                        "The field Custom field “WISH” is filled by column 2 already."))));
  }

  @Test
  void a_name_with_a_colon_is_no_target() {
    assertThat(ImportTarget.named("customFields.a:b")).isEmpty();
    assertThat(ImportTarget.named("customFields.")).isEmpty();
    assertThat(ImportTarget.named("customFields.a b").map(ImportTarget::label))
        .contains("Custom field “a b”");
  }

  private Map<String, String> custom(String email) {
    return workspace
        .leadQueries()
        .list(ListQuery.all(workspace.leadQueries().fields()))
        .orElseThrow()
        .items()
        .stream()
        .filter(lead -> email.equals(lead.get(LeadField.EMAIL)))
        .findFirst()
        .orElseThrow()
        .customFields()
        .byName();
  }

  private Lead captured(String customFields) {
    Lead lead =
        workspace
            .leads()
            .capture(
                new Capture(
                    LeadDraft.EMPTY
                        .email("ada@engines.example")
                        .with(LeadField.CUSTOM_FIELDS, customFields)))
            .orElseThrow();
    clock.advance(Duration.ofMinutes(1));
    return lead;
  }

  private void edit(LeadId lead, String customFields) {
    clock.advance(Duration.ofMinutes(1));
    workspace
        .leads()
        .edit(lead, new Edit(Map.of(LeadField.CUSTOM_FIELDS, Optional.of(customFields))))
        .orElseThrow();
  }

  /** The first column fills the e-mail address, the others custom fields. */
  private ImportId uploaded(String file, ConflictPolicy policy, String... headings) {
    ImportId id =
        workspace
            .imports()
            .upload("leads.csv", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();
    workspace.imports().follow(id, new UpsertRules(Set.of(MatchKey.EMAIL), policy)).orElseThrow();
    map(id, headings).orElseThrow();
    return id;
  }

  private Outcome<ImportView> map(ImportId id, String... headings) {
    Map<Integer, ImportTarget> targets = new TreeMap<>();
    List<String> all = Arrays.asList(headings);
    for (int i = 0; i < all.size(); i++) {
      targets.put(
          i + 1,
          i == 0
              ? ImportTarget.of(LeadField.EMAIL)
              : ImportTarget.custom(all.get(i)).orElseThrow());
    }
    return workspace.imports().map(id, new ImportMapping(HeaderRow.PRESENT, targets));
  }

  private void run(ImportId id) {
    workspace.imports().start(id).orElseThrow();
    crm.runDue();
  }
}
