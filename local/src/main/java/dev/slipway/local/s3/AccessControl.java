package dev.slipway.local.s3;

import dev.slipway.local.http.HttpResponse;
import java.util.function.Consumer;

/** The one owner of everything here, as access control lists and listings name it. */
final class AccessControl {
    private static final String ID = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

    static final Consumer<Xml> OWNER = xml -> xml.group("Owner", owner -> owner.text("ID", ID));

    private AccessControl() {}

    /** Full control for the owner: lists are switched off on AWS too, where the bucket owner owns every object. */
    static HttpResponse owner() {
        return Xml.document("AccessControlPolicy", xml -> {
                    OWNER.accept(xml);
                    xml.group(
                            "AccessControlList",
                            list -> list.group(
                                    "Grant",
                                    grant -> grant.raw(
                                                    "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                                            + " xsi:type=\"CanonicalUser\"><ID>" + ID
                                                            + "</ID></Grantee>")
                                            .text("Permission", "FULL_CONTROL")));
                })
                .response(200);
    }
}
