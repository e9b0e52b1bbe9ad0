package dev.kith.crm.domain.relationship;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.comparingInt;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which roles there are.
 *
 * @param roles in the order in which they are offered
 */
public record RoleTerms(List<ContactRole> roles) {

  public static final int MOST_ROLES = 100;
  public static final int LONGEST_KEY = 40;
  public static final int LONGEST_NAME = 60;
  public static final int MOST_TITLES = 60;
  public static final int LONGEST_TITLE = 80;

  private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9_]*");

  public RoleTerms {
    roles = ImmutableList.copyOf(roles);
  }

  public Optional<ContactRole> find(String key) {
    return roles.stream().filter(role -> role.key().equals(key)).findFirst();
  }

  /** What it is called; its key if it is not there. */
  public String nameOf(String key) {
    return find(key).map(ContactRole::name).orElse(key);
  }

  /** What whoever has a role may do; nothing if it is not there. */
  public Set<PortalPermission> permitted(String key) {
    return find(key).map(ContactRole::permissions).orElse(Set.of());
  }

  /** The roles that can be taken for a record of a kind. */
  public List<ContactRole> fitting(TargetKind kind) {
    return roles.stream().filter(role -> role.fits(kind)).toList();
  }

  /** Which roles somebody of this title may have, the surest first, each once. */
  public List<RoleSuggestion> suggestedBy(String title) {
    return roles.stream()
        .filter(role -> !role.retired())
        .flatMap(role ->
            role.titles().stream()
                .map(text ->
                    new RoleSuggestion(role.key(), text, TitlePattern.of(text).confidenceIn(title)))
                .filter(suggestion -> suggestion.confidence() > 0)
                .max(comparingInt(RoleSuggestion::confidence))
                .stream())
        .sorted(comparingInt(RoleSuggestion::confidence).reversed())
        .collect(toImmutableList());
  }

  /** The same, tidied up. Refused with {@code invalid}, every problem listed. */
  public Outcome<RoleTerms> read() {
    Checks checks = new Checks();
    if (roles.isEmpty()) {
      checks.add("roles", "required", "There must be a role.");
    }
    if (roles.size() > MOST_ROLES) {
      checks.add("roles", "too-many", "There can be at most " + MOST_ROLES + " roles.");
    }
    Set<String> keys = new HashSet<>();
    Set<String> names = new HashSet<>();
    ImmutableList.Builder<ContactRole> good = ImmutableList.builder();
    for (int i = 0; i < roles.size(); i++) {
      ContactRole role = roles.get(i);
      String at = "roles/" + i + "/";
      if (!KEY.matcher(role.key()).matches() || role.key().length() > LONGEST_KEY) {
        checks.add(
            at + "key",
            "key-syntax",
            "A key is made of capital letters, digits and underscores, begins with a letter, and"
                + " has at most "
                + LONGEST_KEY
                + " characters.");
      } else if (!keys.add(role.key())) {
        checks.add(at + "key", "twice", "There is another role of the key " + role.key() + ".");
      }
      String name = checks.text(at + "name", role.name(), LONGEST_NAME, false);
      if (name == null) {
        checks.add(at + "name", "required", "A role needs a name.");
      } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
        checks.add(at + "name", "twice", "There is another role called “" + name + "”.");
      }
      if (role.kinds().isEmpty()) {
        checks.add(at + "kinds", "required", "Say for which kinds of record it is.");
      }
      good.add(
          new ContactRole(
              role.key(),
              name == null ? "" : name,
              role.kinds(),
              titles(checks, at + "titles", role.titles()),
              role.permissions(),
              role.retired()));
    }
    return checks.orRefuse(() -> new RoleTerms(good.build()));
  }

  private static List<String> titles(Checks checks, String at, List<String> titles) {
    if (titles.size() > MOST_TITLES) {
      checks.add(at, "too-many", "There can be at most " + MOST_TITLES + " titles of a role.");
    }
    ImmutableList.Builder<String> good = ImmutableList.builder();
    for (int i = 0; i < titles.size(); i++) {
      String title = checks.text(at + "/" + i, titles.get(i), LONGEST_TITLE, false);
      if (title == null || !TitlePattern.of(title).isSound()) {
        checks.add(
            at + "/" + i,
            "title-syntax",
            "A title is one word or several, each with an asterisk at its beginning or end at most,"
                + " and then at least "
                + TitlePattern.SHORTEST_STEM
                + " letters.");
      } else {
        good.add(title);
      }
    }
    return good.build().stream().distinct().collect(toImmutableList());
  }
}
