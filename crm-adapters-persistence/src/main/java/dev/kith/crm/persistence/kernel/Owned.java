package dev.kith.crm.persistence.kernel;

import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;

/** What somebody reaches, as a condition on the column that says whose a record is. */
public final class Owned {

  private Owned() {}

  public static Condition isVisible(Field<UUID> owner, Visibility visible) {
    return switch (visible) {
      case Visibility.All() -> noCondition();
      case Visibility.OwnedBy(var owners) -> owner.in(owners.stream().map(UserId::value).toList());
    };
  }
}
