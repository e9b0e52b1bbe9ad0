package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.source.csv.CsvText;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.sample.SampleLeads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.IntakeRefusal;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImportingLeadsScenario {

  private static final String FILE =
      """
      Vorname;Nachname;Firma;E-Mail;Telefon;Land;Schuhgröße
      Jürgen;Müller;Müller Bau GmbH;juergen@mueller-bau.example;+49 30 2345678;DE;44
      Käthe;Groß;Groß & Söhne;kaethe@gross;030 2345679;DE;38
      Anna;Lange;"Lange; Gartenbau";anna@lange.example;'+49 40 2345670;DE;39

      Jürgen;Doppelt;;JUERGEN@mueller-bau.example;;;
      "Otto;Offen;;otto@offen.example;;;
      Zoë;Zuwenig;;zoe@zuwenig.example
      """;

  private final SettableClock clock = SettableClock.atStart();
  private final Crm crm = Crm.on(new MemoryStorage()).clock(clock).background(false).start();
  private final Actor ina = Actors.administrator();
  private final Workspace workspace = crm.as(ina);

  @Test
  void a_file_is_looked_at_mapped_imported_and_its_errors_mended() {
    ImportView uploaded = upload("C:\\Users\\ina\\Messe 2026.csv", bytes1252(FILE));

    assertThat(uploaded.file().name()).isEqualTo("Messe 2026.csv");
    assertThat(uploaded.status()).isEqualTo(new ImportStatus.Uploaded(SettableClock.START));
    assertThat(csv(uploaded).encoding()).isEqualTo(Encoding.WINDOWS_1252);
    assertThat(csv(uploaded).delimiter()).isEqualTo(";");
    assertThat(uploaded.columns()).contains(new ImportView.Column(7, "Schuhgröße", null));
    assertThat(uploaded.mapping())
        .isEqualTo(
            ImportMapping.ofFields(
                HeaderRow.PRESENT,
                Map.of(
                    1, LeadField.GIVEN_NAME,
                    2, LeadField.FAMILY_NAME,
                    3, LeadField.COMPANY,
                    4, LeadField.EMAIL,
                    5, LeadField.PHONE,
                    6, LeadField.COUNTRY)));
    assertThat(uploaded.preview()).hasSize(6);
    assertThat(uploaded.preview().getFirst().values())
        .containsEntry(LeadField.COMPANY.code(), "Müller Bau GmbH");
    assertThat(uploaded.preview().get(1).problems())
        .extracting(v -> v.pointer() + " " + v.code())
        .containsExactly("/email email-syntax");

    ImportView started = workspace.imports().start(uploaded.id()).orElseThrow();
    assertThat(started.status().name()).isEqualTo(ImportStatus.Name.RUNNING);
    assertThat(started.job()).isNotNull();
    assertThat(crm.runDue().jobs()).isEqualTo(1);

    ImportView done = workspace.imports().get(uploaded.id()).orElseThrow();
    assertThat(done.status()).isEqualTo(new ImportStatus.CompletedWithErrors(SettableClock.START));
    assertThat(done.progress())
        .isEqualTo(new ImportProgress(6, 2, 0, 0, 1, 3, done.file().bytes()));
    assertThat(done.percent()).isEqualTo(100);
    assertThat(emails())
        .containsExactlyInAnyOrder("juergen@mueller-bau.example", "anna@lange.example");

    assertThat(problems(uploaded.id()))
        .containsExactly(
            "row 2, line 3: email email-syntax",
            "row 4, line 6:  duplicate-row",
            "row 5, line 7:  unterminated-quote",
            "row 6, line 8:  too-few-columns");

    String errors = errorsFile(uploaded.id());
    assertThat(errors)
        .startsWith(
            "Vorname,Nachname,Firma,E-Mail,Telefon,Land,Schuhgröße,import line,import status,import"
                + " field,import code,import reason\r\n"
                + "Käthe,Groß,Groß & Söhne,kaethe@gross,030"
                + " 2345679,DE,38,3,FAILED,email,email-syntax,");

    ImportView mended =
        upload(
            "mended.csv",
            errors
                .replace("kaethe@gross", "kaethe@gross.example")
                .getBytes(StandardCharsets.UTF_8));
    workspace.imports().start(mended.id()).orElseThrow();
    crm.runDue();
    assertThat(emails()).contains("kaethe@gross.example");
  }

  @Test
  void the_history_of_an_imported_lead_names_the_import_and_who_started_it() {
    ImportView done = imported("email\nada@engines.example\n");
    LeadView ada = leads().getFirst();
    assertThat(workspace.leadQueries().timeline(ada.id(), null, 10).orElseThrow())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.actorName()).isEqualTo(ina.name());
          assertThat(entry.cause()).isEqualTo("import/" + done.id());
        });
  }

  @Test
  void whole_names_become_given_and_family_names() {
    imported(
        "Name,email\nAda Lovelace,ada@engines.example\n\"Hopper, Grace\",grace@cobol.example\n");
    assertThat(leads())
        .extracting(
            l -> l.values().get(LeadField.GIVEN_NAME), l -> l.values().get(LeadField.FAMILY_NAME))
        .containsExactlyInAnyOrder(tuple("Ada", "Lovelace"), tuple("Grace", "Hopper"));
  }

  @Test
  void a_file_without_a_header_waits_until_somebody_says_so() {
    ImportView uploaded = upload("a.csv", CsvText.bytes("Ada,Lovelace,ada@engines.example\n"));
    assertThat(uploaded.mapping().header()).isEqualTo(HeaderRow.UNDECIDED);
    Map<Integer, LeadField> fields = Map.of(1, LeadField.GIVEN_NAME, 3, LeadField.EMAIL);
    workspace
        .imports()
        .map(uploaded.id(), ImportMapping.ofFields(HeaderRow.UNDECIDED, fields))
        .orElseThrow();
    assertThat(workspace.imports().start(uploaded.id()))
        .isEqualTo(Outcome.refused(new IntakeRefusal.HeaderUndecided()));
    assertThat(crm.runDue().jobs()).isZero();

    ImportView mapped =
        workspace
            .imports()
            .map(uploaded.id(), ImportMapping.ofFields(HeaderRow.NONE, fields))
            .orElseThrow();
    assertThat(mapped.columns())
        .extracting(ImportView.Column::name)
        .containsExactly("Column 1", "Column 2", "Column 3");
    workspace.imports().start(uploaded.id()).orElseThrow();
    crm.runDue();
    assertThat(emails()).containsExactly("ada@engines.example");
  }

  @Test
  void files_that_cannot_be_imported_are_refused_and_leave_nothing_behind() {
    Crm small = Crm.on(new MemoryStorage()).background(false).largestImport(100).start();
    Imports imports = small.as(ina).imports();
    assertThat(imports.upload("x.csv", stream("")))
        .isEqualTo(Outcome.refused(new IntakeRefusal.FileEmpty()));
    assertThat(imports.upload("x.csv", stream("\n \r\n")))
        .isEqualTo(Outcome.refused(new IntakeRefusal.FileEmpty()));
    assertThat(imports.upload("x.csv", stream("email\n" + "x".repeat(100))))
        .isEqualTo(Outcome.refused(new IntakeRefusal.FileTooLarge(100)));
    InputStream neverRead = InputStream.nullInputStream();
    assertThat(
            imports.upload("x.csv", neverRead, new Declared(5L << 30, null, HeaderRow.UNDECIDED)))
        .isEqualTo(Outcome.refused(new IntakeRefusal.FileTooLarge(100)));
    assertThat(imports.upload("x.xlsx", stream("PK\u0003\u0004 a workbook")))
        .isEqualTo(Outcome.refused(new IntakeRefusal.FileKindUnknown()));
    assertThat(imports.list(null, 10).orElseThrow()).isEmpty();
  }

  @Test
  void a_file_with_nothing_but_a_header_is_imported_without_leads() {
    ImportView done = imported("givenName,familyName,email\n");
    assertThat(done.status().name()).isEqualTo(ImportStatus.Name.COMPLETED);
    assertThat(done.progress())
        .isEqualTo(new ImportProgress(0, 0, 0, 0, 0, 0, done.file().bytes()));
  }

  @Test
  void a_wrong_guess_of_the_format_can_be_corrected() {
    ImportView uploaded =
        upload("x.csv", CsvText.bytes("email|city\nada@engines.example|London\n"));
    ImportView reread =
        workspace
            .imports()
            .reread(uploaded.id(), csv(uploaded).in(Encoding.WINDOWS_1252))
            .orElseThrow();
    assertThat(csv(reread).encoding()).isEqualTo(Encoding.WINDOWS_1252);
    assertThat(reread.mapping()).isEqualTo(uploaded.mapping());
  }

  @Test
  void a_cancelled_import_does_not_run() {
    ImportView uploaded = upload("a.csv", CsvText.bytes("email\nada@engines.example\n"));
    workspace.imports().start(uploaded.id()).orElseThrow();
    workspace.imports().cancel(uploaded.id()).orElseThrow();
    crm.runDue();
    assertThat(leads()).isEmpty();
    assertThat(workspace.imports().get(uploaded.id()).orElseThrow().status().name())
        .isEqualTo(ImportStatus.Name.CANCELLED);
  }

  @Test
  void an_upload_repeated_under_its_key_is_one_import() {
    byte[] file = CsvText.bytes("email\nada@engines.example\n");
    ImportView first =
        workspace
            .idempotent("k-1")
            .imports()
            .upload("a.csv", new ByteArrayInputStream(file))
            .orElseThrow();
    ImportView again =
        workspace
            .idempotent("k-1")
            .imports()
            .upload("a.csv", new ByteArrayInputStream(file))
            .orElseThrow();
    assertThat(again).isEqualTo(first);
    assertThat(workspace.imports().list(null, 10).orElseThrow()).hasSize(1);
  }

  @Test
  void a_running_import_is_cancelled_before_it_is_deleted_and_its_leads_stay() {
    ImportView uploaded = upload("a.csv", CsvText.bytes("email\nada@engines.example\n"));
    workspace.imports().start(uploaded.id()).orElseThrow();
    assertThat(workspace.imports().delete(uploaded.id()))
        .isEqualTo(Outcome.refused(new IntakeRefusal.StillRunning(uploaded.id().value())));
    crm.runDue();
    assertThat(workspace.imports().delete(uploaded.id())).isEqualTo(Outcome.done(uploaded.id()));
    assertThat(workspace.imports().get(uploaded.id()))
        .isEqualTo(Outcome.refused(NotFound.of("import", uploaded.id().value())));
    assertThat(emails()).containsExactly("ada@engines.example");
  }

  @Test
  void who_may_not_import_is_told_so_and_others_imports_do_not_exist_for_them() {
    Actor seller = Actors.salesRep("Sally Seller", Scope.OWN);
    assertThat(crm.as(seller).imports().upload("a.csv", stream("email\n")))
        .isEqualTo(
            Outcome.refused(
                new Forbidden("import:create", "This needs the permission import:create.")));
    ImportView uploaded = upload("a.csv", CsvText.bytes("email\nada@engines.example\n"));
    assertThat(crm.as(Actors.named("Nobody", Grants.NONE)).imports().get(uploaded.id()))
        .isEqualTo(Outcome.refused(NotFound.of("import", uploaded.id().value())));
  }

  @Test
  void what_was_exported_comes_back_as_it_was() {
    Set<Map<LeadField, String>> before = new HashSet<>();
    for (var draft : SampleLeads.drafts(5).limit(300).toList()) {
      workspace.leads().capture(new Leads.Capture(draft)).orElseThrow();
    }
    workspace
        .leads()
        .capture(
            new Leads.Capture(
                LeadDrafts.complete()
                    .with(LeadField.COMPANY, "=HYPERLINK(\"x\")")
                    .with(LeadField.TITLE, "'@home\"")
                    .with(LeadField.STREET, "-1, \"B\"\r\nback yard;\n'+x'")))
        .orElseThrow();
    leads().forEach(lead -> before.add(lead.values()));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(workspace.leadExport().csv(ListQuery.all(LeadFields.CATALOGUE), true, file))
        .isEqualTo(Outcome.done(301L));

    Crm other = Crm.on(new MemoryStorage()).clock(clock).background(false).start();
    ImportView view =
        other
            .as(ina)
            .imports()
            .upload("x.csv", new ByteArrayInputStream(file.toByteArray()))
            .orElseThrow();
    other.as(ina).imports().start(view.id()).orElseThrow();
    other.runDue();
    Set<Map<LeadField, String>> after = new HashSet<>();
    other
        .as(ina)
        .leadQueries()
        .export(ListQuery.all(LeadFields.CATALOGUE), l -> after.add(l.values()))
        .orElseThrow();
    assertThat(after).isEqualTo(before);
  }

  private ImportView imported(String file) {
    ImportView uploaded = upload("leads.csv", CsvText.bytes(file));
    workspace.imports().start(uploaded.id()).orElseThrow();
    crm.runDue();
    return workspace.imports().get(uploaded.id()).orElseThrow();
  }

  private ImportView upload(String name, byte[] file) {
    return workspace.imports().upload(name, new ByteArrayInputStream(file)).orElseThrow();
  }

  private static ByteArrayInputStream stream(String file) {
    return new ByteArrayInputStream(CsvText.bytes(file));
  }

  private static byte[] bytes1252(String text) {
    return text.getBytes(Encoding.WINDOWS_1252.charset());
  }

  private List<String> problems(ImportId id) {
    List<String> problems = new ArrayList<>();
    workspace
        .imports()
        .errors(
            id,
            p ->
                problems.add(
                    "row " + p.row() + ", line " + p.line() + ": " + p.field() + " " + p.code()))
        .orElseThrow();
    return problems;
  }

  private String errorsFile(ImportId id) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    workspace.imports().errorsAsCsv(id, file).orElseThrow();
    return file.toString(StandardCharsets.UTF_8);
  }

  private List<LeadView> leads() {
    List<LeadView> all = new ArrayList<>();
    workspace
        .leadQueries()
        .export(
            ListQuery.all(LeadFields.CATALOGUE).sortedBy(new SortKey("createdAt", false)), all::add)
        .orElseThrow();
    return all;
  }

  private List<String> emails() {
    return leads().stream().map(l -> l.values().get(LeadField.EMAIL)).toList();
  }

  private static Csv csv(ImportView view) {
    return (Csv) view.format();
  }
}
