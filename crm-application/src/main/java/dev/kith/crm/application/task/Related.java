package dev.kith.crm.application.task;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.TaskRefusal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records that tasks are about, of whatever feature. */
final class Related {

  private final Map<String, RelatedRecords> byType;

  Related(List<RelatedRecords> all) {
    this.byType = all.stream().collect(ImmutableMap.toImmutableMap(RelatedRecords::type, r -> r));
  }

  /** Goes on with the content if what it is about can be seen, and is there. */
  Outcome<Subject> live(Subject subject, Context context) {
    RelatedRecords records = byType.get(subject.type());
    RelatedRecords.Named named =
        records == null ? null : records.byId(List.of(subject.id()), context).get(subject.id());
    return named != null && named.live()
        ? Outcome.done(subject)
        : Outcome.refused(new TaskRefusal.UnknownRelated(subject));
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
