package dev.kith.crm.persistence.idempotency;

import dev.kith.crm.application.Storage;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.testkit.IdempotencyKeysContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract on every database. */
class IdempotencyKeysTest {

  @Nested
  class On_h2 implements IdempotencyKeysContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class On_an_h2_file implements IdempotencyKeysContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2File();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class On_postgresql implements IdempotencyKeysContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }
}
