package dev.kith.crm.application.task;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.TaskRefusal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records that tasks are about, of whatever feature. */
final class Related {

  private final Map<String, RelatedRecords> byType;

  Related(List<RelatedRecords> all) {
    this.byType = all.stream().collect(ImmutableMap.toImmutableMap(RelatedRecords::type, r -> r));
  }

  /** Which records can be referred to by whoever asked; each type was asked once. */
  record Seen(Set<Subject> live) {

    /** Goes on with the record if it can be seen, and is there. */
    Outcome<Subject> live(Subject subject) {
      return live.contains(subject)
          ? Outcome.done(subject)
          : Outcome.refused(new TaskRefusal.UnknownRelated(subject));
    }
  }

  Seen seen(Collection<Subject> subjects, Context context) {
    ImmutableSet.Builder<Subject> live = ImmutableSet.builder();
    Multimaps.index(ImmutableSet.copyOf(subjects), Subject::type)
        .asMap()
        .forEach((type, ofType) -> {
          RelatedRecords records = byType.get(type);
          if (records != null) {
            records.named(ofType.stream().map(Subject::id).toList(), context).stream()
                .filter(RelatedRecords.Named::live)
                .forEach(named -> live.add(new Subject(type, named.id())));
          }
        });
    return new Seen(live.build());
  }

  /** The views with the names of what they are about; each type is asked once. */
  List<TaskView> read(List<TaskView> views, Context context, Instant now) {
    var subjects =
        views.stream()
            .map(view -> view.content().related())
            .filter(Objects::nonNull)
            .filter(subject -> byType.containsKey(subject.type()))
            .distinct()
            .toList();
    Map<Subject, String> names = new HashMap<>();
    Multimaps.index(subjects, Subject::type)
        .asMap()
        .forEach((type, ofType) -> {
          List<UUID> ids = ofType.stream().map(Subject::id).toList();
          Objects.requireNonNull(byType.get(type))
              .named(ids, context)
              .forEach(named -> names.put(new Subject(type, named.id()), named.name()));
        });
    return views.stream()
        .map(view -> view.read(name(names, view.content().related()), now))
        .toList();
  }

  private static @Nullable String name(Map<Subject, String> names, @Nullable Subject subject) {
    return subject == null ? null : names.get(subject);
  }
}
