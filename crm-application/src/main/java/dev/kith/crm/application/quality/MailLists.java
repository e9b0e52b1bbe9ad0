package dev.kith.crm.application.quality;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of mail domains and names by heart. The lists that come along can be extended.
 *
 * @param disposable domains that hand out addresses for minutes or hours; their subdomains count
 *     too
 * @param freeMail domains at which anybody can get an address
 * @param roles names before the @ that reach a function and no person
 */
public record MailLists(Set<String> disposable, Set<String> freeMail, Set<String> roles) {

  /** The lists that come along. */
  public static final MailLists USUAL =
      new MailLists(
          changed(Set.of(), resource("disposable-domains.txt")),
          changed(Set.of(), resource("free-mail-domains.txt")),
          changed(Set.of(), resource("role-names.txt")));

  public MailLists {
    disposable = ImmutableSet.copyOf(disposable);
    freeMail = ImmutableSet.copyOf(freeMail);
    roles = ImmutableSet.copyOf(roles);
  }

  /**
   * The same lists with one of them changed.
   *
   * @param lines an entry in each, which is added, or taken out if a minus sign stands before it;
   *     empty lines, and those that begin with {@code #}, say nothing
   */
  public MailLists disposable(List<String> lines) {
    return new MailLists(changed(disposable, lines), freeMail, roles);
  }

  /** As {@link #disposable(List)}. */
  public MailLists freeMail(List<String> lines) {
    return new MailLists(disposable, changed(freeMail, lines), roles);
  }

  /** As {@link #disposable(List)}. */
  public MailLists roles(List<String> lines) {
    return new MailLists(disposable, freeMail, changed(roles, lines));
  }

  public boolean isDisposable(String domain) {
    String rest = domain;
    while (!disposable.contains(rest)) {
      int dot = rest.indexOf('.');
      if (dot < 0) {
        return false;
      }
      rest = rest.substring(dot + 1);
    }
    return true;
  }

  public boolean isFreeMail(String domain) {
    return freeMail.contains(domain);
  }

  /** What follows a plus sign is the recipient's own. */
  public boolean isRole(String local) {
    int plus = local.indexOf('+');
    return roles.contains(Ascii.toLowerCase(plus > 0 ? local.substring(0, plus) : local));
  }

  /** The entries of a list that comes along, in their order. */
  public static List<String> resource(String name) {
    try {
      return Splitter.on('\n')
          .trimResults()
          .omitEmptyStrings()
          .splitToList(
              Resources.toString(
                  Resources.getResource(MailLists.class, name), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> changed(Set<String> entries, List<String> lines) {
    Set<String> changed = new LinkedHashSet<>(entries);
    for (String line : lines) {
      String entry = Ascii.toLowerCase(line.strip());
      if (entry.startsWith("-")) {
        changed.remove(entry.substring(1).strip());
      } else if (!entry.isEmpty() && !entry.startsWith("#")) {
        changed.add(entry);
      }
    }
    return changed;
  }
}
