#!/bin/sh
# The cost sheet: the worked examples line by line, budgets, growth, and what changed since before.
. "${TROIKA_SRCDIR:-.}/tests/cli/lib.sh"
for sample in customer-portal ml-recommendations pdf-generation warehouse-analytics; do
	run 0 "$sample as CSV" "$troika" cost --format csv "$source/samples/$sample.yaml"
	tr -d '\r' <out | cut -d, -f2-8 >sheet
	same "$source/tests/golden/cost-$sample.csv" sheet "$sample costs, line by line, what was worked out"
done

cat >d.yaml <<'END'
troika: 1
name: Shop
budget: 200
increase: 10 %
rates: {EUR: 1.10}
rates-date: 2026-10-01
platforms:
  own: {vendor: heroku, budget: 60}
  cloud: {vendor: aws, region: us-east-1}
components:
  web: {kind: heroku.web, on: own, dynos: 2, size: standard-1x}
  crm: {kind: external.custom, price: 100 EUR}
  files: {kind: aws.s3, on: cloud, gb: 100, egress: 10 GB/month}
links:
  fetch: {from: web, to: files, via: aws-sdk-from-heroku, access: r, volume: 3000/month, payload: 2 MB}
flows:
  look: {name: Somebody looks, volume: 1000/month, steps: ['fetch: read']}
END
run 0 'the sheet' "$troika" cost d.yaml
has out 'its total' '163.20'
has out 'the budget of the design' '81.6 %, 36.80 left'
has out 'that of a platform' '83.3 %, 10.00 left'
has out 'the rate and its day' '1 EUR = 1.10 USD, as of 2026-10-01'
has out 'what a flow costs' 'Somebody looks: $53.20 for 1,000 a month, 0.0532 USD each'
has out 'what no flow needs' 'on no flow with a volume: $110.00'
has out 'what a link transfers' 'fetch, out of files: 6 GB × 0.09 = $0.54'
run 0 'ten times as much' "$troika" cost d.yaml --scale 10
has out 'costs what is metered tenfold' '192.00'
has out 'and what breaks' 'What breaks first'
run 0 'how it comes about' "$troika" cost d.yaml --explain web
has out 'with what was put in' 'dynos=2'
run 0 'as JSON' "$troika" cost d.yaml --format json
has out 'with its flows' '"flow": "look", "runs": "1000", "amount": "53.20", "each": "0.0532"'
cp out before.json
run 0 'nothing changed' "$troika" cost d.yaml --baseline before.json
has out 'and says so' 'More than before: $0.00, 0.0 % of $163.20; allowed are 10 %'
sed 's/dynos: 2/dynos: 3/' d.yaml >e.yaml
run 1 'more than the design allows' "$troika" cost e.yaml --baseline before.json
has out 'and says so' 'More than before: $25.00, 15.3 % of $163.20; only allowed are 10 %'
run 1 'as JSON as well' "$troika" cost e.yaml --baseline before.json --format json
has err 'which stays JSON' 'only allowed are 10 %'
sed 's/dynos: 2/dynos: 1/' d.yaml >e.yaml
run 0 'less is always allowed' "$troika" cost e.yaml --baseline before.json
has out 'and said' 'Less than before: $25.00, 15.3 %'
run 2 'no such sheet' "$troika" cost d.yaml --baseline nowhere.json
run 2 'no sheet' "$troika" cost d.yaml --baseline d.yaml
# A link that is a product costs what the product costs, drawn or not.
portal >link.yaml
run 0 'a product that is not drawn' "$troika" cost link.yaml --format json
has out 'has no price' 'no Heroku Connect is in the design'
portal | sed 's|^links:|  sync: {kind: heroku.connect, on: heroku}\nlinks:|' >drawn.yaml
run 0 'a product that is drawn' "$troika" cost drawn.yaml --format json
lacks out 'is told there' 'is in the design'

# A list in the currency of the design counts as it is; only where there is none is anything converted.
cat >euro.yaml <<'END'
troika: 1
name: Euro
currency: EUR
rates: {USD: 0.92}
rates-date: 2026-10-01
platforms:
  org: {vendor: salesforce}
  own: {vendor: heroku}
components:
  crm: {kind: salesforce.sales-cloud, on: org, users: 100}
  web: {kind: heroku.web, on: own}
END
run 0 'two vendors in EUR' "$troika" cost euro.yaml
has out 'the list of Salesforce in EUR' '100 user-month × 175 '
has out 'that of Heroku at the rate' '17,523.00'
sed 's/currency: EUR/currency: GBP/' euro.yaml >pound.yaml
run 0 'in GBP' "$troika" cost pound.yaml
has out 'the list in GBP' '100 user-month × 140 '
cat >agreed.yaml <<'END'
prices:
  salesforce.sales-cloud: [{item: Enterprise seats, when: edition=enterprise, metric: users, amount: 100, unit: user-month, model: seat, as-of: 2026-10-01, source: sf-price}]
END
sed 's/^currency: EUR/&\ncatalog: [agreed.yaml]/' euro.yaml >ours.yaml
run 0 'with prices of ones own in USD' "$troika" cost ours.yaml
has out 'which no list in EUR undercuts' '100 user-month × 92 '
# What links bring is counted where the component does not say it itself.
cat >stream.yaml <<'END'
troika: 1
name: Stream
platforms:
  own: {vendor: heroku}
  cloud: {vendor: aws, region: us-east-1}
components:
  job: {kind: heroku.worker, on: own}
  fn: {kind: aws.lambda, on: cloud, requests: 0, duration: 0 s}
  stream: {kind: aws.kinesis, on: cloud}
  fire: {kind: aws.firehose, on: cloud}
links:
  in: {from: job, to: stream, via: kinesis-stream, volume: 100M/day, payload: 5 kB}
  load: {from: stream, to: fire, via: kinesis-stream, volume: 1000/day, payload: 1 MB}
END
run 0 'a stream that links fill' "$troika" cost stream.yaml
has out 'pays for what they put' '42.58'
has out 'and Firehose for the data' '30.417 GB × 0.029'
lacks out 'and what comes into AWS does not leave it' 'out of stream'
run 0 'how that comes about' "$troika" cost stream.yaml --explain stream
has out 'with what the links bring' 'puts=3,041,666,667'
sed 's/payload: 5 kB/payload: 26 kB/' stream.yaml >wide.yaml
run 0 'records above 25 kB' "$troika" cost wide.yaml
has out 'count twice' '85.17'
sed 's/, payload: 5 kB//' stream.yaml >open.yaml
run 0 'a link that does not say' "$troika" cost open.yaml --format json
has out 'leaves it unsized' 'set puts, or volume and payload of in'
sed 's/from: job, to: stream, via: kinesis-stream/from: fn, to: stream, via: aws-internal-sdk/' stream.yaml >sdk.yaml
run 0 'written to by the SDK' "$troika" cost sdk.yaml --scale 2
has out 'it pays the same' '85.17'
has out 'and its shards are full' 'MB a second into its shards of stream'
sed 's/volume: 100M/access: r, volume: 100M/' sdk.yaml >read.yaml
run 0 'read by it' "$troika" cost read.yaml
lacks out 'it pays for nothing put' 'Kinesis PUT'
# What an account buys once, what the vendors bound, and how a line reads.
cat >small.yaml <<'END'
troika: 1
name: Small
platforms:
  own: {vendor: heroku}
  org: {vendor: salesforce}
  cloud: {vendor: aws, region: us-east-1}
components:
  web: {kind: heroku.web, on: own, size: eco}
  worker: {kind: heroku.worker, on: own, size: eco}
  store: {kind: heroku.postgres, on: own, plan: standard-3}
  crm: {kind: salesforce.sales-cloud, on: org, users: 100, price: 10000}
  desk: {kind: salesforce.service-cloud, on: org, users: 100}
  low: {kind: salesforce.sales-cloud, on: org, users: 0, edition: starter}
  code: {kind: salesforce.apex, on: org}
  shield: {kind: salesforce.shield, on: org}
  sync: {kind: heroku.connect, on: own}
  db: {kind: aws.rds-postgres, on: cloud, gb: 1}
  files: {kind: aws.s3, on: cloud, gb: 1, egress: 20 TB/month}
links:
  in: {from: web, to: crm, via: rest-call-in, volume: 200k/day}
  out: {from: code, to: web, via: apex-callout-heroku, timeout: 130 s, payload: 20 MB}
END
run 0 'a small design' "$troika" cost small.yaml
has out 'pays one Eco pool' '1 pool-month × 5          5.00'
lacks out 'and no second' 'worker'
has out 'a percentage of the seats, an agreed price among them' '30 % of seats 27,500.00      8,250.00'
has out 'a mean over steps' '× ≈0.0'
has out 'an instance without a price' 'db.t4g.medium: no price in the catalogue'
has out 'a plan without one' 'Postgres plan: no price in the catalogue'
has out 'what is sold on request' 'Heroku Connect: price on request'
run 0 'ten times as much of it' "$troika" cost small.yaml --scale 10
has out 'what is not known of its limits' 'not known for low: whether low has the API, which is an'
run 1 'its problems' "$troika" check small.yaml
has out 'more hours than the pool has' '1,460 hours a month of dynos that share a pool of 1,000'
has out 'a timeout that Apex does not wait for' 'its timeout is 130 s, Apex ends the call after 120 s'
has out 'a body that it cannot hold' 'a payload of 20,000 kB, and Apex takes at most 6,000 kB'
finish
