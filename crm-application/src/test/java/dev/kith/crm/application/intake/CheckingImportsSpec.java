package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.source.csv.CsvText;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckingImportsSpec {

  private static final Actor INA = Actors.administrator();
  private static final UpsertRules BY_EMAIL_OVERWRITING =
      new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.OVERWRITE);

  private final Crm crm =
      Crm.on(new MemoryStorage()).clock(SettableClock.atStart()).background(false).start();
  private final Workspace workspace = crm.as(INA);

  @Test
  void a_check_says_exactly_what_becomes_of_the_rows_and_taking_back_leaves_nothing() {
    Seeded.cases(
        60,
        random -> {
          Crm fresh =
              Crm.on(new MemoryStorage()).clock(SettableClock.atStart()).background(false).start();
          Workspace ws = fresh.as(INA);
          for (int i = random.nextInt(16); i > 0; i--) {
            Outcome<Lead> captured = ws.leads().capture(new Leads.Capture(draft(random)));
            if (random.percent(40)) {
              captured.map(lead -> ws.leads().delete(lead.id()).orElseThrow());
            }
          }
          List<Map<LeadField, String>> before = contents(ws);
          List<Map<LeadField, String>> binned = contents(leads(ws, ListQuery.Bin.DELETED));
          StringBuilder file =
              new StringBuilder("familyName,company,email,phone,externalSystem,externalId\n");
          for (int i = random.nextInt(25); i > 0; i--) {
            file.append(line(draft(random))).append('\n');
          }
          ImportId id = upload(ws, file.toString());
          ws.imports().follow(id, rules(random)).orElseThrow();
          ws.imports().check(id).orElseThrow();
          fresh.runDue();
          ImportView checked = ws.imports().get(id).orElseThrow();
          assertThat(contents(ws)).isEqualTo(before);
          assertThat(contents(leads(ws, ListQuery.Bin.DELETED))).isEqualTo(binned);

          ws.imports().start(id).orElseThrow();
          fresh.runDue();
          ImportView done = ws.imports().get(id).orElseThrow();
          assertThat(done.progress()).isEqualTo(checked.check());
          assertThat(done.differsFromCheck()).isFalse();
          int restored = binned.size() - leads(ws, ListQuery.Bin.DELETED).size();
          assertThat(contents(ws))
              .hasSize(before.size() + (int) done.progress().created() + restored);

          ws.imports().revert(id).orElseThrow();
          fresh.runDue();
          ImportView reverted = ws.imports().get(id).orElseThrow();
          assertThat(reverted.reverted())
              .extracting(RevertProgress::removed, RevertProgress::restored, RevertProgress::kept)
              .containsExactly(done.progress().created(), done.progress().updated(), 0L);
          assertThat(contents(ws)).isEqualTo(before);
          assertThat(contents(leads(ws, ListQuery.Bin.DELETED))).containsAll(binned);
          assertThat(leads(ws, ListQuery.Bin.DELETED))
              .hasSize(binned.size() + (int) done.progress().created());
        });
  }

  @Test
  void a_check_shows_what_would_change_and_writes_nothing() {
    captured("ada@engines.example", "Engines");
    ImportId id =
        upload(
            workspace,
            "email,company\nada@engines.example,New Engines\ngrace@cobol.example,Navy\n");
    workspace.imports().follow(id, BY_EMAIL_OVERWRITING).orElseThrow();
    workspace.imports().check(id).orElseThrow();
    crm.runDue();

    ImportView checked = workspace.imports().get(id).orElseThrow();
    assertThat(checked.status().name()).isEqualTo(ImportStatus.Name.CHECKED);
    assertThat(checked.check())
        .isEqualTo(new ImportProgress(2, 1, 1, 0, 0, 0, checked.file().bytes()));
    assertThat(checked.differences())
        .singleElement()
        .extracting(ImportedRow::changes)
        .isEqualTo(List.of(new FieldChange("company", "Engines", "New Engines")));
    assertThat(leads(workspace)).hasSize(1);
  }

  @Test
  void an_import_says_so_when_other_became_of_the_rows_than_was_checked() {
    ImportId id = upload(workspace, "email,company\nada@engines.example,New Engines\n");
    workspace.imports().check(id).orElseThrow();
    crm.runDue();
    captured("ada@engines.example", "Engines");
    workspace.imports().start(id).orElseThrow();
    crm.runDue();

    ImportView done = workspace.imports().get(id).orElseThrow();
    assertThat(done.differsFromCheck()).isTrue();
    assertThat(done.check()).extracting(ImportProgress::created).isEqualTo(1L);
    assertThat(done.progress().skipped()).isEqualTo(1);
  }

  @Test
  void a_row_that_matches_two_leads_is_an_error() {
    captured("ada@engines.example", "Engines");
    workspace
        .leads()
        .capture(new Leads.Capture(LeadDraft.EMPTY.company("Two").with(LeadField.EXTERNAL_ID, "7")))
        .orElseThrow();
    ImportId id = upload(workspace, "email,externalId\nada@engines.example,7\n");
    workspace
        .imports()
        .follow(
            id,
            new UpsertRules(Set.of(MatchKey.EMAIL, MatchKey.EXTERNAL_ID), ConflictPolicy.OVERWRITE))
        .orElseThrow();
    assertThat(run(workspace, id).progress().failed()).isEqualTo(1);
    assertThat(codes(workspace, id)).containsExactly("lead-match-ambiguous");
  }

  @Test
  void a_lead_that_one_may_not_see_is_neither_changed_nor_named() {
    captured("ada@engines.example", "Engines");
    Actor seller =
        Actors.named(
            "Sally Seller",
            new Grants(
                Map.of(
                    new Permission(Feature.IMPORT, Action.CREATE), Scope.OWN,
                    new Permission(Feature.IMPORT, Action.VIEW), Scope.OWN,
                    new Permission(Feature.LEAD, Action.CREATE), Scope.OWN,
                    new Permission(Feature.LEAD, Action.VIEW), Scope.OWN,
                    new Permission(Feature.LEAD, Action.EDIT), Scope.OWN),
                Set.of()));
    Workspace sellers = crm.as(seller);
    ImportId id = upload(sellers, "email,company\nADA@engines.example,Hers\n");
    sellers.imports().follow(id, BY_EMAIL_OVERWRITING).orElseThrow();
    run(sellers, id);
    List<String> reasons = new ArrayList<>();
    sellers.imports().errors(id, p -> reasons.add(p.code() + ": " + p.reason())).orElseThrow();
    assertThat(reasons)
        .containsExactly(
            "lead-email-taken: Another lead already has the e-mail address ADA@engines.example.");
    assertThat(leads(workspace).getFirst().get(LeadField.COMPANY)).isEqualTo("Engines");
  }

  @Test
  void filling_what_is_empty_leaves_the_rest() {
    captured("ada@engines.example", "Engines");
    ImportId id = upload(workspace, "email,company,city\nada@engines.example,New,London\n");
    workspace
        .imports()
        .follow(id, new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.FILL_EMPTY))
        .orElseThrow();
    assertThat(run(workspace, id).progress().updated()).isEqualTo(1);
    assertThat(leads(workspace).getFirst().values())
        .containsEntry(LeadField.COMPANY, "Engines")
        .containsEntry(LeadField.CITY, "London");
  }

  @Test
  void the_newest_wins_where_rows_say_when_they_were_changed() {
    captured("ada@engines.example", "Engines");
    captured("grace@cobol.example", "Navy");
    captured("mary@data.example", "Data");
    ImportId id =
        upload(
            workspace,
            "email,company,updatedAt\nada@engines.example,New,2099-01-01\n"
                + "grace@cobol.example,New,1999-12-31T23:59:59Z\nmary@data.example,New,\n"
                + "x@x.example,New,soon\n");
    workspace
        .imports()
        .follow(id, new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.NEWEST_WINS))
        .orElseThrow();
    assertThat(run(workspace, id).progress().updated()).isEqualTo(1);
    assertThat(codes(workspace, id)).containsExactly("lead-newer", "lead-newer", "moment-syntax");
  }

  @Test
  void a_lead_in_the_bin_stays_there_unless_the_rules_say_otherwise() {
    deleted("ada@engines.example", "Engines");
    ImportId id = upload(workspace, "email,company\nada@engines.example,New\n");
    workspace.imports().follow(id, BY_EMAIL_OVERWRITING).orElseThrow();
    assertThat(run(workspace, id).progress().created()).isEqualTo(1);
    assertThat(leads(workspace, ListQuery.Bin.DELETED)).hasSize(1);
  }

  @Test
  void a_lead_is_taken_out_of_the_bin_and_treated_as_any_that_is_there() {
    LeadId ada = deleted("ada@engines.example", "Engines");
    ImportId id =
        upload(
            workspace,
            "email,company\nADA@engines.example,New Engines\nada@engines.example,Other\n");
    workspace.imports().follow(id, byEmail(DeletedPolicy.RESTORE)).orElseThrow();
    workspace.imports().check(id).orElseThrow();
    crm.runDue();
    ImportView checked = workspace.imports().get(id).orElseThrow();
    assertThat(checked.check())
        .isEqualTo(new ImportProgress(2, 0, 1, 0, 1, 0, checked.file().bytes()));
    List<FieldChange> changes =
        List.of(
            new FieldChange("company", "Engines", "New Engines"),
            new FieldChange("deleted", "true", null),
            new FieldChange("email", "ada@engines.example", "ADA@engines.example"));
    assertThat(checked.differences())
        .singleElement()
        .satisfies(row -> assertThat(row.changes()).containsExactlyInAnyOrderElementsOf(changes));

    assertThat(run(workspace, id).progress()).isEqualTo(checked.check());
    assertThat(leads(workspace))
        .singleElement()
        .extracting(LeadView::id, l -> l.get(LeadField.COMPANY))
        .containsExactly(ada, "New Engines");
    workspace.imports().revert(id).orElseThrow();
    crm.runDue();
    assertThat(leads(workspace)).isEmpty();
    assertThat(leads(workspace, ListQuery.Bin.DELETED))
        .singleElement()
        .extracting(LeadView::id, l -> l.get(LeadField.COMPANY))
        .containsExactly(ada, "Engines");
  }

  @Test
  void a_lead_out_of_the_bin_that_somebody_has_touched_since_does_not_go_back() {
    LeadId ada = deleted("ada@engines.example", "Engines");
    ImportId id = upload(workspace, "email,company\nada@engines.example,New\n");
    workspace.imports().follow(id, byEmail(DeletedPolicy.RESTORE)).orElseThrow();
    run(workspace, id);
    workspace
        .leads()
        .edit(ada, new Leads.Edit(Map.of(LeadField.CITY, Optional.of("London"))))
        .orElseThrow();
    workspace.imports().revert(id).orElseThrow();
    crm.runDue();
    assertThat(workspace.imports().get(id).orElseThrow().reverted())
        .isEqualTo(new RevertProgress(1, 0, 1, 1));
    assertThat(leads(workspace))
        .singleElement()
        .extracting(l -> l.get(LeadField.COMPANY), l -> l.get(LeadField.CITY))
        .containsExactly("Engines", "London");
  }

  @Test
  void rows_about_leads_in_the_bin_are_reported_where_somebody_wants_to_decide() {
    deleted("ada@engines.example", "Engines");
    ImportId id = upload(workspace, "email,company\nada@engines.example,New\n");
    workspace.imports().follow(id, byEmail(DeletedPolicy.ASK)).orElseThrow();
    assertThat(run(workspace, id).progress().skipped()).isEqualTo(1);
    assertThat(codes(workspace, id)).containsExactly("lead-in-bin");
    assertThat(leads(workspace)).isEmpty();
  }

  @Test
  void taking_out_of_the_bin_needs_to_be_allowed() {
    deleted("ada@engines.example", "Engines");
    Actor clerk =
        Actors.named(
            "Clara Clerk",
            new Grants(
                Map.of(
                    new Permission(Feature.IMPORT, Action.CREATE), Scope.ALL,
                    new Permission(Feature.IMPORT, Action.VIEW), Scope.ALL,
                    new Permission(Feature.LEAD, Action.CREATE), Scope.ALL,
                    new Permission(Feature.LEAD, Action.VIEW), Scope.ALL,
                    new Permission(Feature.LEAD, Action.EDIT), Scope.ALL),
                Set.of()));
    Workspace clerks = crm.as(clerk);
    ImportId id = upload(clerks, "email,company\nada@engines.example,New\n");
    clerks.imports().follow(id, byEmail(DeletedPolicy.RESTORE)).orElseThrow();
    assertThat(run(clerks, id).progress().failed()).isEqualTo(1);
    assertThat(codes(clerks, id)).containsExactly("forbidden");
  }

  @Test
  void what_an_earlier_row_has_brought_in_keeps_a_lead_in_the_bin() {
    deleted("ada@engines.example", "Engines");
    LeadDraft known = LeadDraft.EMPTY.email("bea@x.example").with(LeadField.EXTERNAL_ID, "7");
    Lead bea = workspace.leads().capture(new Leads.Capture(known)).orElseThrow();
    workspace.leads().delete(bea.id()).orElseThrow();
    ImportId id = upload(workspace, "email,company,externalId\nbea@x.example,Acme,\n,Acme,7\n");
    workspace
        .imports()
        .follow(
            id,
            new UpsertRules(
                Set.of(MatchKey.EXTERNAL_ID), ConflictPolicy.OVERWRITE, DeletedPolicy.RESTORE))
        .orElseThrow();
    ImportView done = run(workspace, id);
    assertThat(done.progress().created()).isEqualTo(1);
    assertThat(codes(workspace, id)).containsExactly("lead-email-taken");
  }

  @Test
  void taking_back_leaves_what_somebody_has_edited_since_and_tells_it() {
    captured("ada@engines.example", "Engines");
    ImportId id =
        upload(
            workspace,
            "email,company,city\nada@engines.example,New,London\n"
                + "grace@cobol.example,Navy,\nmary@data.example,Data,\n");
    workspace.imports().follow(id, BY_EMAIL_OVERWRITING).orElseThrow();
    run(workspace, id);
    for (LeadView lead : leads(workspace)) {
      if (!"Data".equals(lead.get(LeadField.COMPANY))) {
        workspace
            .leads()
            .edit(lead.id(), new Leads.Edit(Map.of(LeadField.COMPANY, Optional.of("Edited"))))
            .orElseThrow();
      }
    }
    workspace.imports().revert(id).orElseThrow();
    crm.runDue();

    assertThat(workspace.imports().get(id).orElseThrow().reverted())
        .isEqualTo(new RevertProgress(3, 1, 1, 2));
    assertThat(leads(workspace))
        .extracting(l -> l.get(LeadField.COMPANY), l -> l.get(LeadField.CITY))
        .containsExactlyInAnyOrder(
            org.assertj.core.api.Assertions.tuple("Edited", null),
            org.assertj.core.api.Assertions.tuple("Edited", null));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    workspace.imports().keptAsCsv(id, file).orElseThrow();
    assertThat(file.toString(StandardCharsets.UTF_8).lines())
        .hasSize(3)
        .anyMatch(line -> line.contains(",company,edited-since,"));
  }

  @Test
  void a_lead_that_is_edited_while_it_is_being_taken_back_keeps_the_edit() {
    DyingStorage dying = new DyingStorage();
    Crm slow = Crm.on(dying.asStorage()).clock(SettableClock.atStart()).background(false).start();
    Workspace ws = slow.as(INA);
    StringBuilder file = new StringBuilder("email,company\n");
    for (int i = 0; i < 1_500; i++) {
      file.append("row").append(i).append("@x.example,Acme\n");
    }
    ImportId id = upload(ws, file.toString());
    ws.imports().start(id).orElseThrow();
    slow.runDue();
    ws.imports().revert(id).orElseThrow();
    dying.between =
        () -> {
          LeadView last =
              leads(ws).stream()
                  .filter(l -> "row1499@x.example".equals(l.get(LeadField.EMAIL)))
                  .findFirst()
                  .orElseThrow();
          ws.leads()
              .edit(last.id(), new Leads.Edit(Map.of(LeadField.COMPANY, Optional.of("Mine"))))
              .orElseThrow();
        };
    dying.again();
    slow.runDue();
    assertThat(ws.imports().get(id).orElseThrow().reverted())
        .isEqualTo(new RevertProgress(1_500, 1_499, 0, 1));
    assertThat(leads(ws)).extracting(l -> l.get(LeadField.COMPANY)).containsExactly("Mine");
  }

  @Test
  void a_paused_import_goes_on_with_the_next_row() {
    ImportId id = upload(workspace, "email\nada@engines.example\ngrace@cobol.example\n");
    workspace.imports().start(id).orElseThrow();
    workspace.imports().pause(id).orElseThrow();
    crm.runDue();
    assertThat(leads(workspace)).isEmpty();
    assertThat(run(workspace, id).progress().created()).isEqualTo(2);
  }

  @Test
  void two_imports_of_one_file_bring_every_lead_once() {
    String file = "email\nada@engines.example\ngrace@cobol.example\n";
    ImportId first = upload(workspace, file);
    ImportId second = upload(workspace, file);
    workspace.imports().start(first).orElseThrow();
    workspace.imports().start(second).orElseThrow();
    crm.runDue();
    assertThat(leads(workspace)).hasSize(2);
    assertThat(
            workspace.imports().get(first).orElseThrow().progress().created()
                + workspace.imports().get(second).orElseThrow().progress().created())
        .isEqualTo(2);
  }

  private static UpsertRules byEmail(DeletedPolicy deleted) {
    return new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.OVERWRITE, deleted);
  }

  private LeadId deleted(String email, String company) {
    Lead lead =
        workspace
            .leads()
            .capture(new Leads.Capture(LeadDraft.EMPTY.email(email).company(company)))
            .orElseThrow();
    return workspace.leads().delete(lead.id()).orElseThrow().id();
  }

  private void captured(String email, String company) {
    workspace
        .leads()
        .capture(new Leads.Capture(LeadDraft.EMPTY.email(email).company(company)))
        .orElseThrow();
  }

  private ImportView run(Workspace ws, ImportId id) {
    ws.imports().start(id).orElseThrow();
    crm.runDue();
    return ws.imports().get(id).orElseThrow();
  }

  private static ImportId upload(Workspace ws, String file) {
    return ws.imports()
        .upload("leads.csv", new ByteArrayInputStream(CsvText.bytes(file)))
        .orElseThrow()
        .id();
  }

  private static List<String> codes(Workspace ws, ImportId id) {
    List<String> codes = new ArrayList<>();
    ws.imports().errors(id, p -> codes.add(p.code())).orElseThrow();
    return codes;
  }

  /** Few different keys, so that they meet in every way. */
  private static LeadDraft draft(Seeded random) {
    LeadDraft draft = LeadDraft.EMPTY.company(random.oneOf("Acme", "Beta", "Corp"));
    if (random.percent(50)) {
      draft = draft.with(LeadField.FAMILY_NAME, random.oneOf("Ada", "Ben"));
    }
    if (random.percent(60)) {
      draft = draft.email(random.oneOf("a", "B", "b", "c", "d", "bad@") + "@x.example");
    }
    if (random.percent(50)) {
      draft = draft.phone("+4930123456" + random.nextInt(4));
    }
    if (random.percent(50)) {
      draft =
          draft
              .with(LeadField.EXTERNAL_SYSTEM, random.oneOf("s", "t"))
              .with(LeadField.EXTERNAL_ID, "" + random.nextInt(4));
    }
    return draft;
  }

  private static String line(LeadDraft draft) {
    return String.join(
        ",",
        List.of(
                LeadField.FAMILY_NAME,
                LeadField.COMPANY,
                LeadField.EMAIL,
                LeadField.PHONE,
                LeadField.EXTERNAL_SYSTEM,
                LeadField.EXTERNAL_ID)
            .stream()
            .map(field -> draft.values().getOrDefault(field, ""))
            .toList());
  }

  private static UpsertRules rules(Seeded random) {
    Set<MatchKey> keys = EnumSet.noneOf(MatchKey.class);
    for (MatchKey key : MatchKey.values()) {
      if (random.percent(60)) {
        keys.add(key);
      }
    }
    return new UpsertRules(
        keys, random.oneOf(ConflictPolicy.values()), random.oneOf(DeletedPolicy.values()));
  }

  private static List<Map<LeadField, String>> contents(Workspace ws) {
    return contents(leads(ws));
  }

  private static List<Map<LeadField, String>> contents(List<LeadView> leads) {
    return leads.stream()
        .sorted(Comparator.comparing(lead -> lead.id().toString()))
        .map(LeadView::values)
        .toList();
  }

  private static List<LeadView> leads(Workspace ws) {
    return leads(ws, ListQuery.Bin.LIVE);
  }

  private static List<LeadView> leads(Workspace ws, ListQuery.Bin bin) {
    List<LeadView> all = new ArrayList<>();
    ws.leadQueries().export(ListQuery.all(LeadFields.CATALOGUE).in(bin), all::add).orElseThrow();
    return all;
  }
}
