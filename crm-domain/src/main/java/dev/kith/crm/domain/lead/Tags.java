package dev.kith.crm.domain.lead;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a lead: a set, in the order of their {@linkplain Tag#key() keys}. Of two that are the
 * same the first counts, and with it how it is written.
 */
public record Tags(List<Tag> all) {

  public static final int MOST = 50;

  public static final Tags NONE = new Tags(List.of());

  private static final String FIELD = "tags";

  /**
   * Ends each tag of a text in which they were told apart already, so that a comma within one of
   * them is seen for what it is. Nobody can type it.
   */
  private static final char END = '\u001F';

  private static final CharMatcher BETWEEN = Tag.SEPARATOR.or(CharMatcher.anyOf("\r\n"));
  private static final Splitter STORED = Splitter.on(", ").omitEmptyStrings();

  public Tags {
    Map<String, Tag> distinct = new TreeMap<>();
    all.forEach(tag -> distinct.putIfAbsent(tag.key(), tag));
    all = ImmutableList.copyOf(distinct.values());
  }

  /** Reads tags that stand apart. Each problem is noted, and there are no more than allowed. */
  public static Outcome<Tags> read(Collection<String> raw) {
    Checks checks = new Checks();
    Tags tags = read(checks, raw);
    return checks.orRefuse(() -> tags);
  }

  /** Reads the tags of one text, with commas, semicolons or line breaks between them. */
  static Tags read(Checks checks, @Nullable String text) {
    return text == null ? NONE : read(checks, apart(text));
  }

  private static Tags read(Checks checks, Collection<String> raw) {
    ImmutableList.Builder<Tag> read = ImmutableList.builder();
    int place = 0;
    for (String text : raw) {
      place++;
      Checks own = new Checks();
      Tag tag = Tag.read(own, text);
      String which = raw.size() == 1 ? "" : "Tag " + place + ": ";
      own.violations()
          .forEach(problem -> checks.add(FIELD, problem.code(), which + problem.message()));
      if (tag != null) {
        read.add(tag);
      }
    }
    Tags tags = new Tags(read.build());
    tags.count(checks);
    return tags;
  }

  /** The tags of one text, each as it stands there. */
  public static List<String> apart(String text) {
    return text.indexOf(END) < 0
        ? Splitter.on(BETWEEN).omitEmptyStrings().splitToList(text)
        : Splitter.on(END).omitEmptyStrings().splitToList(text);
  }

  /** One text of tags that stand apart, which {@link LeadDraft} reads as such. */
  public static String together(Collection<String> apart) {
    return apart.stream().map(tag -> tag.replace(END, '\0') + END).collect(Collectors.joining());
  }

  /** The tags of a text that {@link #text()} has made. */
  public static Tags stored(@Nullable String text) {
    return text == null ? NONE : new Tags(STORED.splitToStream(text).map(Tag::new).toList());
  }

  /** These, and more. */
  public Tags with(Tags more) {
    return new Tags(ImmutableList.<Tag>builder().addAll(all).addAll(more.all).build());
  }

  /** These, but some. */
  public Tags without(Tags gone) {
    Set<String> keys = Set.copyOf(gone.keys());
    return new Tags(all.stream().filter(tag -> !keys.contains(tag.key())).toList());
  }

  /** The same tags, each as it is written among the earlier ones. */
  public Tags writtenAs(Tags earlier) {
    Map<String, Tag> written = new HashMap<>();
    earlier.all.forEach(tag -> written.put(tag.key(), tag));
    return new Tags(all.stream().map(tag -> written.getOrDefault(tag.key(), tag)).toList());
  }

  /** These, with a change undone: what came by it goes, what went by it comes back. */
  public Tags undoing(Tags before, Tags after) {
    return without(after.without(before)).with(before.without(after));
  }

  /** What is told of a lead that has others now. */
  List<DomainEvent> becoming(Tags next, LeadId lead) {
    Tags come = next.without(this);
    Tags gone = without(next);
    ImmutableList.Builder<DomainEvent> events = ImmutableList.builder();
    if (!come.isEmpty()) {
      events.add(new LeadEvent.Tagged(lead, come.texts()));
    }
    if (!gone.isEmpty()) {
      events.add(new LeadEvent.Untagged(lead, gone.texts()));
    }
    return events.build();
  }

  /** The same, refused if there are more than a lead can have. */
  Outcome<Tags> allowed() {
    Checks checks = new Checks();
    count(checks);
    return checks.orRefuse(() -> this);
  }

  private void count(Checks checks) {
    if (all.size() > MOST) {
      checks.add(FIELD, "too-many", "A lead has at most " + MOST + " tags.");
    }
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** As they are written. */
  public List<String> texts() {
    return all.stream().map(Tag::text).toList();
  }

  public List<String> keys() {
    return all.stream().map(Tag::key).toList();
  }

  /** All in one text; null if there are none. */
  public @Nullable String text() {
    return all.isEmpty() ? null : String.join(", ", texts());
  }
}
