package dev.kith.crm.http.pages;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.EntryWords.Difference;
import dev.kith.crm.http.pages.EntryWords.Piece;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts audit entries into words, for every page that shows any: the history of a record, a lead's
 * own timeline, what somebody did.
 */
public final class Histories {

  private static final Permission IMPORTS = new Permission(Feature.IMPORT, Action.VIEW);

  private static final Permission RULES = new Permission(Feature.AUTOMATION, Action.VIEW);

  private final Map<String, RecordWords> kinds;

  public Histories(Collection<RecordWords> kinds) {
    this.kinds = kinds.stream().collect(toImmutableMap(RecordWords::type, Function.identity()));
  }

  /** The kinds of records that have a history. */
  public Collection<RecordWords> kinds() {
    return kinds.values();
  }

  public Optional<RecordWords> kind(String type) {
    return Optional.ofNullable(kinds.get(type));
  }

  /**
   * What records of one kind are called, where the reader may see them; all looked up together.
   *
   * @param type as in the subjects of the audit trail
   */
  public Map<UUID, String> names(Visit visit, String type, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Map.of()
        : kind(type).map(words -> words.names(visit, ids)).orElse(Map.of());
  }

  /** The entries in words; what they name by ids is looked up together, not entry by entry. */
  List<EntryWords> tell(Visit visit, List<AuditEntry> entries) {
    Map<String, Map<UUID, String>> names = names(visit, entries);
    return entries.stream().map(entry -> told(visit, entry, names)).toList();
  }

  private RecordWords words(AuditEntry entry) {
    String type = entry.subject().type();
    return kind(type).orElseGet(() -> RecordWords.of(type, type.replace('-', ' ')).build());
  }

  private Map<String, Map<UUID, String>> names(Visit visit, List<AuditEntry> entries) {
    Map<String, Set<UUID>> wanted = new HashMap<>();
    for (AuditEntry entry : entries) {
      RecordWords words = words(entry);
      wanted.computeIfAbsent(words.type(), t -> new LinkedHashSet<>()).add(entry.subject().id());
      for (FieldChange change : entry.changes()) {
        if (words.field(change.field()).reading() instanceof Reading.Records(var type)) {
          Set<UUID> ids = wanted.computeIfAbsent(type, t -> new LinkedHashSet<>());
          ids.addAll(ids(change.before()));
          ids.addAll(ids(change.after()));
        }
      }
    }
    ImmutableMap.Builder<String, Map<UUID, String>> names = ImmutableMap.builder();
    wanted.forEach(
        (type, ids) -> kind(type).ifPresent(words -> names.put(type, words.names(visit, ids))));
    return names.buildOrThrow();
  }

  private static List<UUID> ids(@Nullable String text) {
    return text == null ? List.of() : Reading.Records.ids(text);
  }

  private EntryWords told(Visit visit, AuditEntry entry, Map<String, Map<UUID, String>> names) {
    RecordWords words = words(entry);
    List<Difference> brief =
        entry.changes().stream()
            .filter(c -> !words.isAside(c.field()))
            .map(c -> difference(visit, words, c, names))
            .toList();
    RecordWords.Deed deed = words.deed(entry, brief);
    List<Difference> all =
        entry.changes().stream()
            .filter(c -> !c.field().equals(deed.said()))
            .map(c -> difference(visit, words, c, names))
            .toList();
    UUID id = entry.subject().id();
    String name =
        Optional.ofNullable(names.getOrDefault(words.type(), Map.of()).get(id))
            .or(() -> words.title(entry))
            .orElse(null);
    return new EntryWords(
        entry.id(),
        entry.subject(),
        entry.position(),
        words.label(),
        name,
        words.href(id, visit.actor()),
        entry.at(),
        entry.actorName(),
        deed.did(),
        deed.icon(),
        deed.tone(),
        all,
        deed.brief() ? brief : List.of(),
        after(entry, deed.said()),
        through(visit, entry.cause()),
        by(entry.actorKind()),
        entry.requestId(),
        after(entry, "merge"));
  }

  private Difference difference(
      Visit visit, RecordWords words, FieldChange change, Map<String, Map<UUID, String>> names) {
    RecordWords.Field field = words.field(change.field());
    return new Difference(
        field.label(),
        pieces(visit, field.reading(), change.before(), names),
        pieces(visit, field.reading(), change.after(), names));
  }

  private List<Piece> pieces(
      Visit visit, Reading reading, @Nullable String text, Map<String, Map<UUID, String>> names) {
    if (text == null || text.isEmpty()) {
      return List.of();
    }
    return switch (reading) {
      case Reading.Spoken(var words) -> List.of(Piece.of(words.apply(text)));
      case Reading.Moment() -> List.of(moment(text));
      case Reading.Records(var type) ->
          Reading.Records.ids(text).stream()
              .map(id -> named(visit, type, id, names.getOrDefault(type, Map.of()).get(id)))
              .toList();
    };
  }

  private Piece named(Visit visit, String type, UUID id, @Nullable String name) {
    String href = kind(type).map(words -> words.href(id, visit.actor())).orElse(null);
    return new Piece(
        name != null ? name : kind(type).map(RecordWords::nameless).orElse(type), null, href);
  }

  private static Piece moment(String text) {
    try {
      Instant at = Instant.parse(text);
      return new Piece(Words.moment(at), at, null);
    } catch (DateTimeParseException e) {
      return Piece.of(text);
    }
  }

  private static @Nullable Piece through(Visit visit, @Nullable String cause) {
    if (cause == null) {
      return null;
    }
    int slash = cause.indexOf('/');
    String id = cause.substring(slash + 1);
    return switch (slash < 0 ? cause : cause.substring(0, slash)) {
      case "import" ->
          new Piece(
              "through an import",
              null,
              visit.actor().may(IMPORTS) && ShapeCheck.uuid(id).isPresent()
                  ? "/imports/" + id
                  : null);
      case "rule" ->
          new Piece(
              "through a rule",
              null,
              visit.actor().may(RULES)
                  ? ruleId(id).map(rule -> "/rules/" + rule).orElse(null)
                  : null);
      case "job" -> Piece.of("through a job");
      case "event" -> Piece.of("by itself, after an event");
      default -> Piece.of("by itself");
    };
  }

  /** The cause names the rule's version too. */
  private static Optional<UUID> ruleId(String text) {
    int slash = text.indexOf('/');
    return ShapeCheck.uuid(slash < 0 ? text : text.substring(0, slash));
  }

  private static @Nullable String by(String actorKind) {
    return switch (actorKind) {
      case "TOKEN" -> "with an API token";
      case "EXTERNAL" -> "from outside";
      default -> null;
    };
  }

  private static @Nullable String after(AuditEntry entry, @Nullable String field) {
    return entry.changes().stream()
        .filter(c -> c.field().equals(field))
        .findFirst()
        .map(FieldChange::after)
        .orElse(null);
  }
}
