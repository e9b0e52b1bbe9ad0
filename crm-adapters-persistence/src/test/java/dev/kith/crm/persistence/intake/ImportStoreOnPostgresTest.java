package dev.kith.crm.persistence.intake;

import dev.kith.crm.application.Storage;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.testkit.ImportStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImportStoreOnPostgresTest implements ImportStoreContract {

  @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

  @Override
  public Storage storage() {
    return DATABASE.storage();
  }
}
