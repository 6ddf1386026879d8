package dev.slipway.local.stack.resource;

import dev.slipway.local.http.AwsError;

/** Deleting what is gone already is done. */
final class Gone {
    private Gone() {}

    static void orDelete(Runnable deletion) {
        try {
            deletion.run();
        } catch (AwsError error) {
            if (error.status() != 404) {
                throw error;
            }
        }
    }
}
