package dev.slipway.deployer.lease;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A process that holds, or wants, a lease.
 *
 * @param token tells this holder from every other, also from a later process with the same pid
 * @param started when the process began, as its operating system says; empty when unknown
 */
public record Holder(String user, String host, long pid, Optional<Instant> started, String command, String token) {

    /** This process, running {@code command}. */
    public static Holder ofThisProcess(String command) {
        ProcessHandle process = ProcessHandle.current();
        return new Holder(
                System.getProperty("user.name", "unknown"),
                localHost(),
                process.pid(),
                process.info().startInstant(),
                command,
                UUID.randomUUID().toString());
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine that cannot resolve its own name still has one for this purpose.
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
        }
    }

    /** True when this process ran on the same host as {@code other} and runs no more: then nobody needs to wait for it. */
    boolean isDeadOnHostOf(Holder other) {
        if (!host.equals(other.host)) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.isEmpty() || isAnother(process.get());
    }

    /** A pid is used again: its process began later than the one that took the lease. */
    private boolean isAnother(ProcessHandle process) {
        Optional<Instant> now = process.info().startInstant();
        return started.isPresent() && now.isPresent() && !started.equals(now);
    }

    /** Such as {@code alice@laptop (pid 4711, deploy)}. */
    public String describe() {
        return user + "@" + host + " (pid " + pid + ", " + command + ")";
    }
}
