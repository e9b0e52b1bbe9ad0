package dev.kith.crm.http.intake;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import dev.kith.crm.http.pages.Words;
import java.util.List;
import java.util.Optional;

/** How the histories of imports and of their presets read. */
public final class ImportHistory {

  private static final Permission VIEW = new Permission(Feature.IMPORT, Action.VIEW);

  private static final String COLUMN = "column ";
  private static final String EVERY = "every ";

  private ImportHistory() {}

  public static List<RecordWords> words() {
    return List.of(imported(), preset());
  }

  private static RecordWords imported() {
    return mapped(RecordWords.of("import", "import"))
        .at("/imports/", VIEW)
        .title("file")
        .field("bytes", "Size", new Reading.Spoken(ImportHistory::size))
        .field("sha256", "Checksum", Reading.text())
        .field("header", "First row", Reading.choice())
        .field("status", "State", Reading.choice(ImportStatus.Name.class, ImportWords::status))
        .deed("import.upload", Deed.of("uploaded the file", "upload", "step"))
        .deed("import.reread", Deed.of("had the file read another way", "refresh", ""))
        .deed("import.map", Deed.changed("said what its columns mean"))
        .deed("import.apply-preset", Deed.changed("applied a preset"))
        .deed("import.follow", Deed.changed("said what becomes of leads that are there"))
        .deed("import.check", Deed.of("had the file checked", "search", ""))
        .deed("import.checked", Deed.of("finished checking", "check", ""))
        .deed("import.start", Deed.of("started the import", "play", "step"))
        .deed("import.pause", Deed.of("paused the import", "stop", ""))
        .deed("import.resume", Deed.of("went on with the import", "play", ""))
        .deed("import.complete", Deed.of("finished the import", "check", "step"))
        .deed("import.fail", Deed.of("gave the import up", "alert", "bad"))
        .deed("import.cancel", Deed.of("cancelled the import", "stop", "bad"))
        .deed("import.revert", Deed.of("had the import taken back", "restore", "bad"))
        .deed("import.reverted", Deed.of("finished taking it back", "restore", ""))
        .deed("import.delete", Deed.gone("removed the import"))
        .build();
  }

  private static RecordWords preset() {
    return mapped(RecordWords.of("import-preset", "preset"))
        .at("/import-presets", VIEW)
        .title("name")
        .field("deleted", "Deleted", Reading.yesNo())
        .deed("import-preset.save", Deed.born("saved the preset"))
        .deed("import-preset.save-anew", Deed.changed("saved the preset anew"))
        .deed("import-preset.rename", Deed.changed("renamed the preset"))
        .deed("import-preset.delete", Deed.gone("deleted the preset"))
        .build();
  }

  private static RecordWords.Builder mapped(RecordWords.Builder words) {
    return words
        .field("rows", "The rows are", Reading.text())
        .field("recognised by", "Recognised by", Reading.each(Words::ofChoice))
        .field(
            "policy",
            "If it is there already",
            Reading.choice(ConflictPolicy.class, ImportWords::policy))
        .field(
            "deleted leads",
            "If it is in the bin",
            Reading.choice(DeletedPolicy.class, ImportWords::deleted))
        .others(ImportHistory::field);
  }

  private static Optional<Field> field(String code) {
    if (code.startsWith(COLUMN)) {
      return Optional.of(
          new Field(
              "Column " + code.substring(COLUMN.length()),
              new Reading.Spoken(ImportHistory::target)));
    }
    return code.startsWith(EVERY)
        ? ImportTarget.named(code.substring(EVERY.length()))
            .map(target ->
                new Field(
                    target.label() + " of every " + ImportWords.singular(target.kind()),
                    Reading.text()))
        : Optional.empty();
  }

  private static String target(String code) {
    return ImportTarget.named(code).map(ImportTarget::label).orElse(code);
  }

  private static String size(String bytes) {
    try {
      return Words.size(Long.parseLong(bytes));
    } catch (NumberFormatException e) {
      return bytes;
    }
  }
}
