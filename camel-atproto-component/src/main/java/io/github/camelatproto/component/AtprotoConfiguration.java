/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.component;

import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.commit.RateLimitPolicy;
import io.github.camelatproto.component.session.SessionStore;
import io.github.camelatproto.component.sync.SyncMemory;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint; as the component's configuration, their defaults. */
@UriParams
public class AtprotoConfiguration implements Cloneable {

    @UriParam(label = "common",
              description = "The address of the PDS, such as https://bsky.social. Without it the account's own"
                            + " PDS is found from its handle or DID; to read, that of the repo.")
    private @Nullable String service;
    @UriParam(label = "security", description = "The name of an account in the component's accounts, which gives service, "
                                                + "identifier and password.")
    private @Nullable String account;
    @UriParam(label = "security", description = "The account to log in with: handle, DID or e-mail address.")
    private @Nullable String identifier;
    @UriParam(label = "security", secret = true,
              description = "The account's app password, or its own password. Use a property placeholder, or "
                            + "the option account.")
    private @Nullable String password;
    @UriParam(label = "common", description = "The repo to write or read, a handle or a DID. The default is the account's own.")
    private @Nullable String repo;
    @UriParam(label = "common", description = "The collection of the records, an NSID such as app.bsky.feed.post.")
    private @Nullable String collection;
    @UriParam(label = "common", description = "The record key, in the Simple language. Without it, and without idempotencyKey, "
                                              + "a TID is made for each message and kept over its redeliveries.")
    private @Nullable String rkey;
    @UriParam(label = "producer",
              description = "The message's own name, in the Simple language, such as ${header.JMSMessageID}. "
                            + "The record key is derived from it, so that the same message becomes one record "
                            + "however often it is delivered. For a list it names the items by their position.")
    private @Nullable String idempotencyKey;
    @UriParam(label = "producer",
              description = "A date that belongs to the message, in the Simple language: the derived record "
                            + "key lies in that UTC day. Never the current time.")
    private @Nullable String idempotencyInstant;
    @UriParam(label = "producer", enums = "true,false",
              description = "Whether the PDS validates records against their lexicon: true requires that it "
                            + "knows the lexicon, false turns validation off, and without it the PDS validates "
                            + "what it knows.")
    private @Nullable String validate;
    @UriParam(label = "producer", defaultValue = "true",
              description = "Whether records of the types that come with the component (app.bsky.* and a few more) are checked"
                            + " against their lexicon before they are sent, unless validate is false. A record that is refused"
                            + " costs no call and no points.")
    private boolean localValidation = true;
    @UriParam(label = "producer",
              description = "Write only if this commit (a CID) is the repo's head; or latest: the head as it "
                            + "is when the message has its turn.")
    private @Nullable String swapCommit;
    @UriParam(label = "producer",
              description = "With putRecord and deleteRecord: write only if the record has this CID; with putRecord also "
                            + "null: only if no record lies there.")
    private @Nullable String swapRecord;
    @UriParam(label = "producer",
              description = "With swapCommit=latest: what computes the writes, anew for every attempt and from the repo as "
                            + "it is then: an endpoint such as direct:increment, or a bean such as #bean:increment (a "
                            + "Processor, or a class with one method to call). Its result is read as a body of the "
                            + "operation is.")
    private @Nullable Object rebase;
    @UriParam(label = "producer", defaultValue = "5",
              description = "With swapCommit=latest: how often a message is sent again when another commit "
                            + "came first.")
    private int maxSwapRetries = 5;
    @UriParam(label = "producer", defaultValue = "true",
              description = "Whether a condition that is asked for must be met: on a PDS that ignores swapCommit a message "
                            + "that asks for one fails. If not, it is written without the condition there.")
    private boolean swapRequired = true;
    @UriParam(label = "producer", enums = "fail,skip,update",
              description = "What a create does when another value lies at its record key: fail, skip or "
                            + "update. The default is skip where the key is derived and fail where it was "
                            + "given.")
    private @Nullable OnExisting onExisting;
    @UriParam(label = "producer", defaultValue = "true",
              description = "Whether a list is one transaction. If not, each write is its own unit: what can "
                            + "be written is, and a failure tells the outcome of each.")
    private boolean atomic = true;
    @UriParam(label = "producer", defaultValue = "200", description = "The most writes in one commit, 1 to 200.")
    private int maxWritesPerCommit = 200;
    @UriParam(label = "producer", defaultValue = "true",
              description = "Whether messages that wait for the same repo may share a commit.")
    private boolean groupCommit = true;
    @UriParam(label = "producer",
              description = "The most bytes of a request that holds more than one message or list item. The default is "
                            + "learnt from the PDS's answers, from 150000 up to 1000000.")
    private @Nullable Integer maxRequestBytes;
    @UriParam(label = "producer",
              description = "The most bytes of a blob; a larger one is refused before it is sent. The default is what the PDS"
                            + " says of itself, if it does.")
    private @Nullable Long maxBlobSize;
    @UriParam(label = "producer", defaultValue = "1000",
              description = "The most writes that may wait for a repo. Beyond it a message is refused at "
                            + "once.")
    private int maxQueued = 1_000;
    @UriParam(label = "producer", defaultValue = "30000", javaType = "java.time.Duration",
              description = "How long one call to the PDS may take; the upload of a blob may take so long from the last byte"
                            + " that it has sent.")
    private long requestTimeout = 30_000;
    @UriParam(label = "producer", defaultValue = "120000", javaType = "java.time.Duration",
              description = "How long a message may take in all, from its arrival, before it is given up.")
    private long deliveryTimeout = 120_000;
    @UriParam(label = "producer", enums = "wait,fail", defaultValue = "wait",
              description = "What happens when the account's write points are used up: messages wait for the reset "
                            + "without a thread, at most maxRateLimitWait, or fail at once.")
    private RateLimitPolicy rateLimitPolicy = RateLimitPolicy.WAIT;
    @UriParam(label = "producer", defaultValue = "300000", javaType = "java.time.Duration",
              description = "How long a message may wait for write points, from its arrival and besides "
                            + "deliveryTimeout.")
    private long maxRateLimitWait = 300_000;
    @UriParam(label = "producer",
              description = "Whether creates are sent one by one as putRecord, which costs 2 points instead of 3. For "
                            + "createRecord, and for applyWrites with atomic=false.")
    private boolean pointSaving;
    @UriParam(label = "producer",
              description = "With syncRecords: whether records that the message does not have are deleted.")
    private boolean deleteMissing;
    @UriParam(label = "producer", defaultValue = "0.2",
              description = "With syncRecords and deleteMissing: the most of the collection's records, from 0 to 1, that a message"
                            + " may delete. A message that would delete more, and one without any record, is refused.")
    private double maxDeleteRatio = 0.2;
    @UriParam(label = "producer",
              description = "With syncRecords and deleteMissing, in the Simple language: the part of the collection that a message"
                            + " speaks of, as first..last, two record keys of which either may be missing. Records outside it"
                            + " stay. Without it the message speaks of the whole collection.")
    private @Nullable String window;
    @UriParam(label = "producer",
              description = "With syncRecords: whether the message becomes the plan, and nothing is written.")
    private boolean dryRun;
    @UriParam(label = "advanced",
              description = "With syncRecords: remembers collections at a commit, so that one that has not changed is not read."
                            + " The default is in memory.")
    private @Nullable SyncMemory syncMemory;
    @UriParam(label = "producer",
              description = "With listRecords: how many records a page has at most, 1 to 100. The default is the PDS's own (50),"
                            + " and 100 where outputType is iterator.")
    private @Nullable Integer limit;
    @UriParam(label = "producer",
              description = "With listRecords: where the listing goes on, as an earlier page's cursor says.")
    private @Nullable String cursor;
    @UriParam(label = "producer",
              description = "With listRecords: whether the records come in ascending order of their keys, the oldest TID first."
                            + " The default is descending.")
    private boolean reverse;
    @UriParam(label = "producer", enums = "page,iterator", defaultValue = "page",
              description = "With listRecords: page, whose body is the lexicon's output of one page; or iterator, whose body is"
                            + " an Iterator over all records that reads page after page as it is drained, for a splitter with"
                            + " streaming.")
    private RecordsOutputType outputType = RecordsOutputType.PAGE;
    @UriParam(label = "producer,security",
              description = "Whether the header CamelAtprotoRepo, and the repo in an input object, may choose "
                            + "among the component's accounts.")
    private boolean allowRepoFromHeader;
    @UriParam(label = "producer,security",
              description = "Whether the header CamelAtprotoCollection may override the option collection.")
    private boolean allowCollectionFromHeader;
    @UriParam(label = "producer,security", description = "Whether the header CamelAtprotoOperation may override the operation.")
    private boolean allowOperationFromHeader;
    @UriParam(label = "advanced", description = "Where sessions are kept. The default is in memory.")
    private @Nullable SessionStore sessionStore;

    /** A copy, to be bound to an endpoint. */
    public AtprotoConfiguration copy() {
        try {
            return (AtprotoConfiguration) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public @Nullable String getService() {
        return service;
    }

    public void setService(@Nullable String service) {
        this.service = service;
    }

    public @Nullable String getAccount() {
        return account;
    }

    public void setAccount(@Nullable String account) {
        this.account = account;
    }

    public @Nullable String getIdentifier() {
        return identifier;
    }

    public void setIdentifier(@Nullable String identifier) {
        this.identifier = identifier;
    }

    public @Nullable String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    public @Nullable String getRepo() {
        return repo;
    }

    public void setRepo(@Nullable String repo) {
        this.repo = repo;
    }

    public @Nullable String getCollection() {
        return collection;
    }

    public void setCollection(@Nullable String collection) {
        this.collection = collection;
    }

    public @Nullable String getRkey() {
        return rkey;
    }

    public void setRkey(@Nullable String rkey) {
        this.rkey = rkey;
    }

    public @Nullable String getIdempotencyKey() {
        return idempotencyKey;
    }

    public void setIdempotencyKey(@Nullable String idempotencyKey) {
        this.idempotencyKey = idempotencyKey;
    }

    public @Nullable String getIdempotencyInstant() {
        return idempotencyInstant;
    }

    public void setIdempotencyInstant(@Nullable String idempotencyInstant) {
        this.idempotencyInstant = idempotencyInstant;
    }

    public @Nullable String getValidate() {
        return validate;
    }

    public void setValidate(@Nullable String validate) {
        this.validate = validate;
    }

    public @Nullable String getSwapCommit() {
        return swapCommit;
    }

    public void setSwapCommit(@Nullable String swapCommit) {
        this.swapCommit = swapCommit;
    }

    public @Nullable String getSwapRecord() {
        return swapRecord;
    }

    public void setSwapRecord(@Nullable String swapRecord) {
        this.swapRecord = swapRecord;
    }

    public @Nullable Object getRebase() {
        return rebase;
    }

    public void setRebase(@Nullable Object rebase) {
        this.rebase = rebase;
    }

    public int getMaxSwapRetries() {
        return maxSwapRetries;
    }

    public void setMaxSwapRetries(int maxSwapRetries) {
        this.maxSwapRetries = maxSwapRetries;
    }

    public boolean isSwapRequired() {
        return swapRequired;
    }

    public void setSwapRequired(boolean swapRequired) {
        this.swapRequired = swapRequired;
    }

    public @Nullable OnExisting getOnExisting() {
        return onExisting;
    }

    public void setOnExisting(@Nullable OnExisting onExisting) {
        this.onExisting = onExisting;
    }

    public boolean isAtomic() {
        return atomic;
    }

    public void setAtomic(boolean atomic) {
        this.atomic = atomic;
    }

    public int getMaxWritesPerCommit() {
        return maxWritesPerCommit;
    }

    public void setMaxWritesPerCommit(int maxWritesPerCommit) {
        this.maxWritesPerCommit = maxWritesPerCommit;
    }

    public boolean isGroupCommit() {
        return groupCommit;
    }

    public void setGroupCommit(boolean groupCommit) {
        this.groupCommit = groupCommit;
    }

    public @Nullable Integer getMaxRequestBytes() {
        return maxRequestBytes;
    }

    public void setMaxRequestBytes(@Nullable Integer maxRequestBytes) {
        this.maxRequestBytes = maxRequestBytes;
    }

    public @Nullable Long getMaxBlobSize() {
        return maxBlobSize;
    }

    public void setMaxBlobSize(@Nullable Long maxBlobSize) {
        this.maxBlobSize = maxBlobSize;
    }

    public int getMaxQueued() {
        return maxQueued;
    }

    public void setMaxQueued(int maxQueued) {
        this.maxQueued = maxQueued;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public long getDeliveryTimeout() {
        return deliveryTimeout;
    }

    public void setDeliveryTimeout(long deliveryTimeout) {
        this.deliveryTimeout = deliveryTimeout;
    }

    public RateLimitPolicy getRateLimitPolicy() {
        return rateLimitPolicy;
    }

    public void setRateLimitPolicy(RateLimitPolicy rateLimitPolicy) {
        this.rateLimitPolicy = rateLimitPolicy;
    }

    public long getMaxRateLimitWait() {
        return maxRateLimitWait;
    }

    public void setMaxRateLimitWait(long maxRateLimitWait) {
        this.maxRateLimitWait = maxRateLimitWait;
    }

    public boolean isLocalValidation() {
        return localValidation;
    }

    public void setLocalValidation(boolean localValidation) {
        this.localValidation = localValidation;
    }

    public boolean isPointSaving() {
        return pointSaving;
    }

    public void setPointSaving(boolean pointSaving) {
        this.pointSaving = pointSaving;
    }

    public boolean isDeleteMissing() {
        return deleteMissing;
    }

    public void setDeleteMissing(boolean deleteMissing) {
        this.deleteMissing = deleteMissing;
    }

    public double getMaxDeleteRatio() {
        return maxDeleteRatio;
    }

    public void setMaxDeleteRatio(double maxDeleteRatio) {
        this.maxDeleteRatio = maxDeleteRatio;
    }

    public @Nullable String getWindow() {
        return window;
    }

    public void setWindow(@Nullable String window) {
        this.window = window;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    public @Nullable SyncMemory getSyncMemory() {
        return syncMemory;
    }

    public void setSyncMemory(@Nullable SyncMemory syncMemory) {
        this.syncMemory = syncMemory;
    }

    public @Nullable Integer getLimit() {
        return limit;
    }

    public void setLimit(@Nullable Integer limit) {
        this.limit = limit;
    }

    public @Nullable String getCursor() {
        return cursor;
    }

    public void setCursor(@Nullable String cursor) {
        this.cursor = cursor;
    }

    public boolean isReverse() {
        return reverse;
    }

    public void setReverse(boolean reverse) {
        this.reverse = reverse;
    }

    public RecordsOutputType getOutputType() {
        return outputType;
    }

    public void setOutputType(RecordsOutputType outputType) {
        this.outputType = outputType;
    }

    public boolean isAllowRepoFromHeader() {
        return allowRepoFromHeader;
    }

    public void setAllowRepoFromHeader(boolean allowRepoFromHeader) {
        this.allowRepoFromHeader = allowRepoFromHeader;
    }

    public boolean isAllowCollectionFromHeader() {
        return allowCollectionFromHeader;
    }

    public void setAllowCollectionFromHeader(boolean allowCollectionFromHeader) {
        this.allowCollectionFromHeader = allowCollectionFromHeader;
    }

    public boolean isAllowOperationFromHeader() {
        return allowOperationFromHeader;
    }

    public void setAllowOperationFromHeader(boolean allowOperationFromHeader) {
        this.allowOperationFromHeader = allowOperationFromHeader;
    }

    public @Nullable SessionStore getSessionStore() {
        return sessionStore;
    }

    public void setSessionStore(@Nullable SessionStore sessionStore) {
        this.sessionStore = sessionStore;
    }
}
