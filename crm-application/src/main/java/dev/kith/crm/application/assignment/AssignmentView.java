package dev.kith.crm.application.assignment;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.Choice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An assignment as people read it.
 *
 * @param userName null for nobody, and for users whom only the embedding application knows
 * @param recordName null where the reader does not see the record
 */
public record AssignmentView(
    Assignment assignment, @Nullable String userName, @Nullable String recordName) {

  private static final Field<AssignmentView> ID =
      Field.of("id", "Id", Type.ID, v -> v.id().value());

  /** The fields by which assignments are listed and filtered. */
  public static final FieldCatalogue<AssignmentView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("at", true),
          List.of(
              ID,
              Field.of("pool", "Pool", Type.ID, v -> v.assignment.pool().value()),
              Field.<AssignmentView>of(
                      "poolName", "Name of the pool", Type.TEXT, v -> v.assignment.poolName())
                  .shownOnly(),
              Field.of("recordType", "Type", Type.TEXT, v -> v.assignment.record().type()),
              Field.of("recordId", "Record", Type.ID, v -> v.assignment.record().id()),
              Field.<AssignmentView>of(
                      "recordName", "Name of the record", Type.TEXT, AssignmentView::recordName)
                  .shownOnly(),
              Field.of(
                  "user",
                  "User",
                  Type.ID,
                  v -> v.assignment.user() == null ? null : v.assignment.user().value()),
              Field.<AssignmentView>of("userName", "Name", Type.TEXT, AssignmentView::userName)
                  .shownOnly(),
              Field.choice(
                  "how",
                  "What decided",
                  Choice.How.Kind.class,
                  v -> v.assignment.choice().how().kind().name()),
              Field.of("origin", "Made by", Type.TEXT, v -> v.assignment.origin()),
              Field.<AssignmentView>of("at", "Assigned", Type.INSTANT, v -> v.assignment.at())
                  .sorted()));

  public AssignmentId id() {
    return assignment.id();
  }

  AssignmentView called(@Nullable String name) {
    return new AssignmentView(assignment, userName, name);
  }
}
