package dev.kith.crm.domain.intake.preset;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.hash.Hashing;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has said of a file, kept under a name: what its rows are, what its columns mean,
 * what every row says besides, and what happens to records that are there already. Columns are
 * known by their names, wherever they stand. A file of the same kind of records whose header has
 * the same names is read by it without being told; to any other of them it can be applied, and
 * counts for the columns that are in both. It is renamed, said anew, and deleted; imports that were
 * read by it stay as they are.
 *
 * @param content what it says
 * @param owner who saved it first; everybody who imports may use it
 */
public record MappingPreset(
    MappingPresetId id, Revision revision, String name, Content content, UserId owner)
    implements Aggregate {

  public static final int LONGEST_NAME = 100;

  /**
   * A column of the file that the preset was made from.
   *
   * @param target what it fills; null if it is left out
   */
  public record Column(String name, @Nullable ImportTarget target) {}

  /**
   * @param columns all that the file had, in its order
   * @param constants what every row says in fields that no column fills
   * @param records what the rows are besides; null for leads
   */
  public record Content(
      List<Column> columns,
      Map<LeadField, String> constants,
      UpsertRules rules,
      @Nullable RecordMapping records) {

    public Content {
      columns = ImmutableList.copyOf(columns);
      constants = Maps.immutableEnumMap(constants);
    }

    /**
     * @param names of the columns of the file, in its order
     */
    public static Content of(List<String> names, ImportMapping mapping, UpsertRules rules) {
      ImmutableList.Builder<Column> columns = ImmutableList.builder();
      for (int i = 0; i < names.size(); i++) {
        columns.add(new Column(names.get(i), mapping.targets().get(i + 1)));
      }
      return new Content(columns.build(), mapping.constants(), rules, mapping.records());
    }

    /** What the rows are; null for leads. */
    public @Nullable RecordKind kind() {
      return records == null ? null : records.kind();
    }
  }

  public static Outcome<Change<MappingPreset>> save(
      MappingPresetId id, @Nullable String name, Content content, UserId owner, Instant now) {
    return sound(name, content)
        .map(good -> Change.of(new MappingPreset(id, Revision.first(now), good, content, owner)));
  }

  public Outcome<Change<MappingPreset>> rename(@Nullable String newName, Instant now) {
    return saveAnew(newName, content, now);
  }

  /** Says something else from now on, perhaps under another name. */
  public Outcome<Change<MappingPreset>> saveAnew(
      @Nullable String newName, Content newContent, Instant now) {
    return sound(newName, newContent)
        .map(good ->
            good.equals(name) && newContent.equals(content)
                ? Change.none(this)
                : Change.of(new MappingPreset(id, revision.next(now), good, newContent, owner)));
  }

  public Outcome<Change<MappingPreset>> delete(Instant now) {
    return Outcome.done(
        revision.isDeleted()
            ? Change.none(this)
            : Change.of(new MappingPreset(id, revision.deleted(now), name, content, owner)));
  }

  /**
   * What it says of the columns of a file; those that it does not know are left out. Refused with
   * {@code preset-unfitting} where it knows none that fills something.
   *
   * @param names of the columns, in the order of the file
   */
  public Outcome<ImportMapping> mapping(HeaderRow header, List<String> names) {
    Map<String, ImportTarget> known = new HashMap<>();
    content.columns().stream()
        .filter(column -> column.target() != null)
        .forEach(column -> known.put(key(column.name()), Objects.requireNonNull(column.target())));
    Map<Integer, ImportTarget> targets = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      ImportTarget target = known.get(key(names.get(i)));
      if (target != null) {
        targets.put(i + 1, target);
      }
    }
    return targets.isEmpty()
        ? Outcome.refused(
            new PresetRefusal.PresetUnfitting(
                content.columns().stream().map(Column::name).toList()))
        : Outcome.done(new ImportMapping(header, targets, content.constants(), content.records()));
  }

  /**
   * By this all files are known whose rows are the same, and that have columns of these names, in
   * whatever order.
   *
   * @param kind what the rows are; null for leads
   */
  public static String headerKey(@Nullable RecordKind kind, List<String> names) {
    String all = names.stream().map(MappingPreset::key).sorted().collect(Collectors.joining("\n"));
    return Hashing.sha256()
        .hashString(kind == null ? all : kind.name() + "\n" + all, StandardCharsets.UTF_8)
        .toString();
  }

  public String headerKey() {
    return headerKey(content.kind(), content.columns().stream().map(Column::name).toList());
  }

  /** Two names are one if they have the same letters. */
  private static String key(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .strip()
        .replaceAll("\\s+", " ")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(MappingPresetId id) {
    return new Subject("import-preset", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("name", name);
    content
        .columns()
        .forEach(column ->
            facts.put(
                "column " + column.name(), column.target() == null ? "" : column.target().code()));
    content.constants().forEach((field, text) -> facts.put("every " + field.code(), text));
    RecordMapping records = content.records();
    if (records != null) {
      facts.putAll(records.facts());
    }
    facts.put(
        "recognised by",
        content.rules().keys().stream().map(Enum::name).collect(Collectors.joining(" ")));
    facts.put("policy", content.rules().policy().name());
    facts.put("deleted leads", content.rules().deleted().name());
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
    }
    return ImmutableMap.copyOf(facts);
  }

  /** The name, if it is one and there is something to be kept under it. */
  private static Outcome<String> sound(@Nullable String name, Content content) {
    Checks checks = new Checks();
    String good = checks.text("name", name, LONGEST_NAME, false);
    if (good == null) {
      checks.add("name", "required", "A preset needs a name.");
    }
    if (content.columns().stream().allMatch(column -> column.target() == null)) {
      checks.add("columns", "required", "At least one column must fill a field.");
    }
    return checks.orRefuse(() -> Objects.requireNonNull(good));
  }
}
