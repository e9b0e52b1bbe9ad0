package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the history of one kind of record reads: what its fields are called, what their values mean,
 * and what was done to it. Each feature has one for each of its records, and the front door hands
 * all of them to the {@linkplain Histories pages}.
 */
public final class RecordWords {

  private final String type;
  private final String noun;
  private final String nameless;
  private final @Nullable Place place;
  private final boolean untold;
  private final @Nullable String title;
  private final Map<String, Field> fields;
  private final Function<String, Optional<Field>> others;
  private final Set<String> asides;
  private final Sentences sentences;
  private final Namer namer;

  private RecordWords(Builder builder) {
    this.type = builder.type;
    this.noun = builder.noun;
    this.nameless = builder.nameless;
    this.place = builder.place;
    this.untold = builder.untold;
    this.title = builder.title;
    this.fields = ImmutableMap.copyOf(builder.fields);
    this.others = builder.others;
    this.asides = builder.asides;
    this.namer = builder.namer;
    Map<String, Deed> deeds = ImmutableMap.copyOf(builder.deeds);
    Sentences own = builder.sentences;
    this.sentences =
        own != null
            ? own
            : (entry, differences) ->
                deeds.getOrDefault(entry.action(), Deed.of("did: " + deed(entry), "audit", ""));
  }

  /** What a field is called, and how it reads. */
  public record Field(String label, Reading reading) {}

  /**
   * What was done.
   *
   * @param did as it follows on the name: "renamed the team"
   * @param brief whether a timeline shows what changed, beside the sentence
   * @param said name of the field whose text is shown as it was written; null if there is none
   */
  public record Deed(String did, String icon, String tone, boolean brief, @Nullable String said) {

    public static Deed of(String did, String icon, String tone) {
      return new Deed(did, icon, tone, true, null);
    }

    public static Deed born(String did) {
      return of(did, "plus", "step");
    }

    public static Deed changed(String did) {
      return of(did, "edit", "");
    }

    public static Deed gone(String did) {
      return of(did, "trash", "bad");
    }

    /** The sentence says all that a timeline needs. */
    public Deed alone() {
      return new Deed(did, icon, tone, false, said);
    }

    public Deed saying(String field) {
      return new Deed(did, icon, tone, false, field);
    }
  }

  /** Says what an entry tells. */
  @FunctionalInterface
  public interface Sentences {
    Deed of(AuditEntry entry, List<EntryWords.Difference> differences);
  }

  /** Looks up what records are called, all at once; what has no name is missing. */
  @FunctionalInterface
  public interface Namer {
    Map<UUID, String> names(Visit visit, Collection<UUID> ids);
  }

  /**
   * @param path of the page; that of one record ends where its id follows
   * @param needed to look at it
   */
  private record Place(String path, Permission needed) {
    String of(UUID id) {
      return path.endsWith("/") ? path + id : path;
    }
  }

  /**
   * @param type as in the subjects of the audit trail
   * @param noun "lead"
   */
  public static Builder of(String type, String noun) {
    return new Builder(type, noun);
  }

  public String type() {
    return type;
  }

  public String noun() {
    return noun;
  }

  /** "Lead", "API token". */
  public String label() {
    return Character.toUpperCase(noun.charAt(0)) + noun.substring(1);
  }

  /** What one is called of which no name is known to this reader. */
  String nameless() {
    return nameless;
  }

  /** Where the record is looked at; null where it has no page, or none for this reader. */
  public @Nullable String href(UUID id, Actor reader) {
    return place == null || !reader.may(place.needed) ? null : place.of(id);
  }

  /** Whether there are such records of which nothing has been told yet. */
  public boolean isUntold() {
    return untold;
  }

  /** The name that the entry knows of the record. */
  Optional<String> title(AuditEntry entry) {
    return entry.changes().stream()
        .filter(c -> c.field().equals(title))
        .flatMap(c -> Optional.ofNullable(c.after() == null ? c.before() : c.after()).stream())
        .findFirst();
  }

  Field field(String code) {
    Field field = fields.get(code);
    return field != null
        ? field
        : others.apply(code).orElseGet(() -> new Field(Words.ofField(code), Reading.text()));
  }

  /** Whether a field is left out where the history stands beside the record itself. */
  boolean isAside(String code) {
    return asides.contains(code);
  }

  Deed deed(AuditEntry entry, List<EntryWords.Difference> differences) {
    return sentences.of(entry, differences);
  }

  Map<UUID, String> names(Visit visit, Collection<UUID> ids) {
    return namer.names(visit, ids);
  }

  /** What the records of a list are called that the reader may see, deleted ones too. */
  public static <V> Map<UUID, String> listed(
      Collection<UUID> ids,
      FieldCatalogue<V> fields,
      Function<ListQuery, Outcome<Page<V>>> list,
      Function<V, String> name) {
    List<Object> wanted =
        ids.stream().<Object>map(id -> id).limit(ListQuery.LARGEST_LIMIT).toList();
    if (wanted.isEmpty()) {
      return Map.of();
    }
    ListQuery query =
        ListQuery.all(fields)
            .where(new Filter.Compare(fields.id().name(), Filter.Op.IN, wanted))
            .in(ListQuery.Bin.BOTH)
            .limitedTo(wanted.size());
    return list.apply(query) instanceof Outcome.Done<Page<V>>(var page)
        ? page.items().stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    view -> (UUID) Objects.requireNonNull(fields.id().value().apply(view)), name))
        : Map.of();
  }

  /** The action without its record. */
  public static String deed(AuditEntry entry) {
    return Words.ofCode(entry.action().substring(entry.action().indexOf('.') + 1));
  }

  /** Collects the words. */
  public static final class Builder {

    private final String type;
    private final String noun;
    private String nameless;
    private @Nullable Place place;
    private boolean untold;
    private @Nullable String title;
    private final Map<String, Field> fields = new HashMap<>();
    private Function<String, Optional<Field>> others = code -> Optional.empty();
    private Set<String> asides = Set.of();
    private final Map<String, Deed> deeds = new HashMap<>();
    private @Nullable Sentences sentences;
    private Namer namer = (visit, ids) -> Map.of();

    private Builder(String type, String noun) {
      this.type = type;
      this.noun = noun;
      this.nameless = "a " + noun;
    }

    public Builder nameless(String words) {
      this.nameless = words;
      return this;
    }

    /** Where one is looked at: its id follows on a path that ends with a slash. */
    public Builder at(String path, Permission needed) {
      this.place = new Place(path, needed);
      return this;
    }

    /** Its history begins later than the record. */
    public Builder untold() {
      this.untold = true;
      return this;
    }

    /** Which field says what the record is called. */
    public Builder title(String field) {
      this.title = field;
      return this;
    }

    public Builder named(Namer by) {
      this.namer = by;
      return this;
    }

    public Builder field(String code, String label, Reading reading) {
      fields.put(code, new Field(label, reading));
      return this;
    }

    /** How fields read that are not known one by one. */
    public Builder others(Function<String, Optional<Field>> read) {
      this.others = read;
      return this;
    }

    /** Fields that are left out where the history stands beside the record. */
    public Builder asides(Set<String> codes) {
      this.asides = ImmutableSet.copyOf(codes);
      return this;
    }

    public Builder deed(String action, Deed deed) {
      deeds.put(action, deed);
      return this;
    }

    /** Instead of {@link #deed}, where the entry itself decides. */
    public Builder told(Sentences by) {
      this.sentences = by;
      return this;
    }

    public RecordWords build() {
      return new RecordWords(this);
    }
  }
}
