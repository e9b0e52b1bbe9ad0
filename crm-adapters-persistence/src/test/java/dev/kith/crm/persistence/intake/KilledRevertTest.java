package dev.kith.crm.persistence.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OtherProcess;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A process that takes an import in an H2 file back is killed without warning, and the next one
 * goes on.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledRevertTest {

  private static final int ROWS = 6_000;
  private static final int THERE_BEFORE = 200;
  private static final int DONE_BEFORE_THE_KILL = 2_000;

  /** Longer than any lease. */
  private static final Duration LATER = Duration.ofMinutes(5);

  /** Takes the import back in the background, and says each number of rows that it sees done. */
  static final class Reverter {
    public static void main(String[] arguments) {
      Crm crm = Crm.on(JooqStorage.open(arguments[0])).start();
      ImportId id = new ImportId(UUID.fromString(arguments[1]));
      crm.as(Actor.SYSTEM).imports().revert(id).orElseThrow();
      long seen = 0;
      while (seen < ROWS) {
        RevertProgress now = view(crm.as(Actor.SYSTEM), id).reverted();
        if (now != null && now.lastRow() > seen) {
          seen = now.lastRow();
          System.out.println("rows " + seen);
        }
      }
    }
  }

  @Test
  @Timeout(300)
  void an_import_is_taken_back_as_a_whole_though_the_process_that_did_it_is_killed() {
    String url = Databases.h2FileWithTables();
    List<Map<LeadField, String>> before;
    ImportId id;
    try (Storage storage = JooqStorage.open(url)) {
      Crm crm = Crm.on(storage).background(false).start();
      Workspace workspace = crm.as(Actor.SYSTEM);
      IntStream.range(0, THERE_BEFORE)
          .forEach(i ->
              workspace
                  .leads()
                  .capture(
                      new Leads.Capture(LeadDraft.EMPTY.email(email(i * 30)).company("Before")))
                  .orElseThrow());
      before = leads(workspace);
      id = imported(crm, workspace);
      assertThat(view(workspace, id).progress().updated()).isEqualTo(THERE_BEFORE);
      // What somebody has edited since is theirs.
      workspace
          .leads()
          .edit(
              workspace
                  .leadQueries()
                  .list(ListQuery.all(LeadFields.CATALOGUE).searching(email(30)))
                  .orElseThrow()
                  .items()
                  .getFirst()
                  .id(),
              new Leads.Edit(Map.of(LeadField.COMPANY, Optional.of("Since"))))
          .orElseThrow();
    }

    revertedUntilKilled(url, id);

    try (Storage storage = JooqStorage.open(url)) {
      Crm crm =
          Crm.on(storage).clock(Clock.offset(Clock.systemUTC(), LATER)).background(false).start();
      Workspace workspace = crm.as(Actor.SYSTEM);
      ImportView found = view(workspace, id);
      assertThat(found.status().name()).isEqualTo(ImportStatus.Name.REVERTING);
      crm.runDue();

      ImportView end = view(workspace, id);
      assertThat(end.status().name()).isEqualTo(ImportStatus.Name.REVERTED);
      assertThat(end.reverted())
          .isEqualTo(new RevertProgress(ROWS, ROWS - THERE_BEFORE, THERE_BEFORE - 1, 1));
      assertThat(leads(workspace))
          .isEqualTo(
              before.stream()
                  .map(lead -> email(30).equals(lead.get(LeadField.EMAIL)) ? since(lead) : lead)
                  .toList());
    }
  }

  private static void revertedUntilKilled(String url, ImportId id) {
    try (OtherProcess reverter = OtherProcess.running(Reverter.class, url, id.toString())) {
      reverter.says(
          line ->
              line.startsWith("rows ")
                  && Integer.parseInt(line.substring(5)) >= DONE_BEFORE_THE_KILL,
          1);
      reverter.kill();
    }
  }

  private static ImportId imported(Crm crm, Workspace workspace) {
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(i -> email(i) + ",Imported\n")
            .collect(Collectors.joining("", "E-mail,Company\n", ""));
    ImportId id =
        workspace
            .imports()
            .upload("x.csv", new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .id();
    workspace
        .imports()
        .follow(id, new UpsertRules(Set.of(MatchKey.EMAIL), ConflictPolicy.OVERWRITE))
        .orElseThrow();
    workspace.imports().start(id).orElseThrow();
    crm.runDue();
    return id;
  }

  private static Map<LeadField, String> since(Map<LeadField, String> lead) {
    return lead.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                field -> field.getKey() == LeadField.COMPANY ? "Since" : field.getValue()));
  }

  private static List<Map<LeadField, String>> leads(Workspace workspace) {
    List<Map<LeadField, String>> leads = new ArrayList<>();
    workspace
        .leadQueries()
        .export(ListQuery.all(LeadFields.CATALOGUE), lead -> leads.add(lead.values()))
        .orElseThrow();
    leads.sort(Comparator.comparing(lead -> lead.getOrDefault(LeadField.EMAIL, "")));
    return leads;
  }

  private static ImportView view(Workspace workspace, ImportId id) {
    return workspace.imports().get(id).orElseThrow();
  }

  private static String email(int number) {
    return "lead-%05d@example.com".formatted(number);
  }
}
