package dev.kith.crm.domain.intake.attribution;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * By which rules touches are read. There is one set of rules from the beginning; an administrator
 * replaces it as a whole. New rules hold for touches that come in from then on.
 */
public record AttributionRules(Revision revision, Settings settings) implements Aggregate {

  /** There is only one set of rules, so its id says nothing. */
  public static final UUID ID = new UUID(0, 0x61747472);

  /** The parameters of links that mean something. */
  static final Set<String> PARAMETERS =
      ImmutableSet.<String>builder()
          .add("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
          .addAll(ClickId.NAMES)
          .build();

  private static final int MOST_WORDS = 500;

  /**
   * What can be set.
   *
   * @param sourceAliases what each other spelling of a source is called
   * @param mediumAliases the same for mediums
   * @param sources the sources that are allowed; empty for any
   * @param mediums the mediums that are allowed; empty for any
   * @param campaigns the campaigns that are allowed; empty for any
   */
  public record Settings(
      TouchPolicy policy,
      Map<String, String> sourceAliases,
      Map<String, String> mediumAliases,
      Set<String> sources,
      Set<String> mediums,
      Set<String> campaigns) {

    public Settings {
      sourceAliases = ImmutableSortedMap.copyOf(sourceAliases);
      mediumAliases = ImmutableSortedMap.copyOf(mediumAliases);
      sources = ImmutableSortedSet.copyOf(sources);
      mediums = ImmutableSortedSet.copyOf(mediums);
      campaigns = ImmutableSortedSet.copyOf(campaigns);
    }

    Settings under(TouchPolicy other) {
      return new Settings(other, sourceAliases, mediumAliases, sources, mediums, campaigns);
    }
  }

  /** How a CRM begins: any source and any medium, with the usual short forms. */
  public static final AttributionRules USUAL =
      new AttributionRules(
          Revision.first(Instant.EPOCH),
          new Settings(
              TouchPolicy.QUARANTINE,
              ImmutableMap.<String, String>builder()
                  .put("adwords", "google")
                  .put("fb", "facebook")
                  .put("facebook.com", "facebook")
                  .put("google.com", "google")
                  .put("ig", "instagram")
                  .put("insta", "instagram")
                  .put("li", "linkedin")
                  .put("linkedin.com", "linkedin")
                  .put("yt", "youtube")
                  .buildOrThrow(),
              ImmutableMap.of(
                  "e-mail", "email", "mail", "email", "paid-search", "cpc", "ppc", "cpc"),
              Set.of(),
              Set.of(),
              Set.of()));

  /** Reads a draft; refused with every problem of it at once. */
  public Outcome<TouchContent> read(TouchDraft draft, Instant now) {
    return new TouchReading(settings, draft, now).read();
  }

  /** What would become of a touch under these rules; nothing is kept. */
  public TouchVerdict judge(TouchDraft draft, Instant now) {
    return switch (read(draft, now)) {
      case Outcome.Refused<TouchContent>(var refusal) ->
          new TouchVerdict.Refused(refusal.violations());
      case Outcome.Done<TouchContent>(var content) ->
          content.counts()
              ? new TouchVerdict.Counts(content)
              : new TouchVerdict.Quarantined(content);
    };
  }

  /** The same rules where nobody is there who could be told of a flaw: it is kept and shown. */
  public AttributionRules rejectingNothing() {
    return settings.policy() == TouchPolicy.REJECT
        ? new AttributionRules(revision, settings.under(TouchPolicy.QUARANTINE))
        : this;
  }

  /** Replaces the rules, words trimmed and in lower case as they are compared. */
  public Outcome<Change<AttributionRules>> set(Settings wanted, Instant now) {
    Checks checks = new Checks();
    Set<String> sources = words(checks, "sources", wanted.sources());
    Set<String> mediums = words(checks, "mediums", wanted.mediums());
    Settings read =
        new Settings(
            wanted.policy(),
            aliases(checks, "sourceAliases", wanted.sourceAliases(), sources),
            aliases(checks, "mediumAliases", wanted.mediumAliases(), mediums),
            sources,
            mediums,
            words(checks, "campaigns", wanted.campaigns()));
    return checks.orRefuse(() ->
        read.equals(settings)
            ? Change.none(this)
            : Change.of(new AttributionRules(revision.next(now), read)));
  }

  private static Set<String> words(Checks checks, String field, Collection<String> raw) {
    Set<String> words = new TreeSet<>();
    if (raw.size() > MOST_WORDS) {
      checks.add(field, "too-many", "At most " + MOST_WORDS + " words go into one list.");
    }
    for (String one : raw) {
      words.add(word(checks, field, one));
    }
    return words;
  }

  private static Map<String, String> aliases(
      Checks checks, String field, Map<String, String> raw, Set<String> allowed) {
    Map<String, String> aliases = new TreeMap<>();
    if (raw.size() > MOST_WORDS) {
      checks.add(field, "too-many", "At most " + MOST_WORDS + " words go into one list.");
    }
    raw.forEach((from, to) -> {
      String alias = word(checks, field, from);
      String meant = word(checks, field + "/" + pointer(from), to);
      String earlier = aliases.put(alias, meant);
      if (earlier != null && !earlier.equals(meant)) {
        checks.add(field, "twice", "“" + alias + "” cannot mean two things.");
      }
      if (!allowed.isEmpty() && !allowed.contains(meant)) {
        checks.add(
            field + "/" + pointer(from),
            "not-allowed",
            "“" + alias + "” cannot stand for “" + meant + "”, which is not allowed.");
      }
    });
    aliases.forEach((alias, meant) -> {
      if (aliases.containsKey(meant)) {
        checks.add(field, "alias-of-alias", "“" + meant + "” is itself another spelling.");
      }
    });
    return aliases;
  }

  private static String word(Checks checks, String field, String raw) {
    String word = checks.text(field, raw.toLowerCase(Locale.ROOT), Attribution.LONGEST_PART, false);
    if (word == null) {
      checks.add(field, "required", "A word cannot be empty.");
      return "";
    }
    return word;
  }

  /** A name within a JSON Pointer. */
  private static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("attribution-rules", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    Joiner.MapJoiner pairs = Joiner.on(", ").withKeyValueSeparator(" = ");
    return ImmutableMap.of(
        "policy", settings.policy().name(),
        "sourceAliases", pairs.join(settings.sourceAliases()),
        "mediumAliases", pairs.join(settings.mediumAliases()),
        "sources", String.join(", ", settings.sources()),
        "mediums", String.join(", ", settings.mediums()),
        "campaigns", String.join(", ", settings.campaigns()));
  }
}
