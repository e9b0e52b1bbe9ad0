package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.notification.Notifications;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a page.
 *
 * @param section where the page belongs; null for pages outside the navigation
 * @param actor null before logging in
 * @param csrf goes with every form; empty before logging in
 * @param unread how many notifications the actor has not read, as far as they are counted
 * @param theme {@code light} or {@code dark}; null to follow the system
 */
public record Frame(
    String title,
    @Nullable Section section,
    @Nullable Actor actor,
    String csrf,
    int unread,
    @Nullable String theme,
    List<Notice> notices,
    Assets assets) {

  public Frame {
    notices = ImmutableList.copyOf(notices);
  }

  /** A command of the palette: it goes to a page. */
  public record Command(String label, String icon, String href, @Nullable String hint) {}

  public String asset(String name) {
    return assets.url(name);
  }

  public String icon(String name) {
    return assets.url("icons.svg") + "#" + name;
  }

  public boolean may(Feature feature, Action action) {
    return actor != null && actor.may(new Permission(feature, action));
  }

  /** Whether the permission is held for every record, not only for one's own. */
  public boolean mayOnAll(Feature feature, Action action) {
    return actor != null
        && Visibility.of(actor, new Permission(feature, action)) instanceof Visibility.All;
  }

  public List<Section> sections(Section.Group group) {
    return actor == null ? List.of() : Section.of(group, actor);
  }

  /** The number of unread notifications in words, for a sign as small as possible. */
  public String unreadShown() {
    return unread < Notifications.MOST_COUNTED
        ? String.valueOf(unread)
        : Notifications.MOST_COUNTED - 1 + "+";
  }

  /** What the palette offers besides records. */
  public List<Command> commands() {
    ImmutableList.Builder<Command> commands = ImmutableList.builder();
    if (may(Feature.LEAD, Action.CREATE)) {
      commands.add(new Command("New lead", "plus", "/leads/new", "Create"));
    }
    if (may(Feature.CONTACT, Action.CREATE)) {
      commands.add(new Command("New contact", "plus", "/contacts/new", "Create"));
    }
    if (may(Feature.TASK, Action.CREATE)) {
      commands.add(new Command("New task", "plus", "/tasks/new", "Create"));
    }
    if (may(Feature.IMPORT, Action.CREATE)) {
      commands.add(new Command("Import leads from a file", "upload", "/imports/new", "Create"));
    }
    for (Section.Group group : Section.Group.values()) {
      for (Section each : sections(group)) {
        commands.add(new Command(each.label(), each.icon(), each.path(), "Go to"));
      }
    }
    if (may(Feature.LEAD, Action.VIEW)) {
      commands.add(new Command("Leads nobody owns", "lead", "/leads?owner=nobody", "Leads"));
      commands.add(new Command("My leads", "lead", "/leads?owner=me", "Leads"));
    }
    if (may(Feature.TASK, Action.VIEW)) {
      commands.add(new Command("Overdue tasks", "task", "/tasks?due=overdue", "Tasks"));
    }
    commands.add(new Command("API description", "file", "/api", "Help"));
    return commands.build();
  }

  String commandsAsJson() {
    return PageJson.write(commands());
  }
}
