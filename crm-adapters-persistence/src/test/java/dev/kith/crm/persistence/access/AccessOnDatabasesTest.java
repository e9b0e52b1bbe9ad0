package dev.kith.crm.persistence.access;

import dev.kith.crm.application.Storage;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.testkit.AccessRacesContract;
import dev.kith.crm.testkit.AccessReadsContract;
import dev.kith.crm.testkit.AccessStoreContract;
import dev.kith.crm.testkit.LoginAttemptsContract;
import dev.kith.crm.testkit.LoginStoreContract;
import dev.kith.crm.testkit.StorageContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stores of access keep their contracts on each database. */
class AccessOnDatabasesTest {

  abstract static class OnH2 implements StorageContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.h2Memory();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  abstract static class OnPostgresql implements StorageContract {
    @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

    @Override
    public Storage storage() {
      return DATABASE.storage();
    }
  }

  @Nested
  class Access_stores_on_h2 extends OnH2 implements AccessStoreContract {}

  @Nested
  class Access_stores_on_postgresql extends OnPostgresql implements AccessStoreContract {}

  @Nested
  class Access_reads_on_h2 extends OnH2 implements AccessReadsContract {}

  @Nested
  class Access_reads_on_postgresql extends OnPostgresql implements AccessReadsContract {}

  @Nested
  class Login_store_on_h2 extends OnH2 implements LoginStoreContract {}

  @Nested
  class Login_store_on_postgresql extends OnPostgresql implements LoginStoreContract {}

  @Nested
  class Login_attempts_on_h2 extends OnH2 implements LoginAttemptsContract {}

  @Nested
  class Login_attempts_on_postgresql extends OnPostgresql implements LoginAttemptsContract {}

  @Nested
  class Races_on_h2 extends OnH2 implements AccessRacesContract {}

  @Nested
  class Races_on_postgresql extends OnPostgresql implements AccessRacesContract {}
}
