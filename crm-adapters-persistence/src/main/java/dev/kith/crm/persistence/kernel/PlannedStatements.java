package dev.kith.crm.persistence.kernel;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.postgresql.PGStatement;

/**
 * Keeps PostgreSQL from reusing one plan for all values of a statement. The plan for a rare
 * fragment of text and the one for a common fragment differ by orders of magnitude, each being
 * useless for the other.
 */
final class PlannedStatements implements ExecuteListener {

  @Override
  public void prepareEnd(ExecuteContext context) {
    PreparedStatement statement = context.statement();
    try {
      if (statement != null && statement.isWrapperFor(PGStatement.class)) {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      }
    } catch (SQLException e) {
      context.sqlException(e);
    }
  }
}
