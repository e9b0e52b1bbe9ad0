package dev.kith.crm.persistence.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** Files of H2 on a disk that does before each write what the test says. */
public final class HinderedDisk extends FilePathWrapper {

  /** Of an address in the place of {@code jdbc:h2:file:}. */
  static final String PREFIX = "jdbc:h2:hindered:";

  private static volatile Hindrance writing = () -> {};

  interface Hindrance {
    void run() throws IOException;
  }

  static void register() {
    FilePath.register(new HinderedDisk());
  }

  static void before(Hindrance write) {
    writing = write;
  }

  static void unhindered() {
    writing = () -> {};
  }

  @Override
  public String getScheme() {
    return "hindered";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new HinderedFile(super.open(mode));
  }

  private static final class HinderedFile extends FileBase {
    private final FileChannel file;

    HinderedFile(FileChannel file) {
      this.file = file;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      writing.run();
      return file.write(source, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      writing.run();
      return file.write(source);
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return file.read(target);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
