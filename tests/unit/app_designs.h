/* Small designs on which several tests press keys. */
#ifndef TROIKA_TESTS_APP_DESIGNS_H
#define TROIKA_TESTS_APP_DESIGNS_H

static const char two[] =
	"troika: 1\n"
	"name: Two\n"
	"budget: 1000\n"
	"platforms:\n"
	"  heroku: {vendor: heroku, name: Heroku}\n"
	"  aws: {vendor: aws, name: AWS}\n"
	"components:\n"
	"  portal: {kind: heroku.web, on: heroku, name: Portal, at: [4, 4], size: standard-1x}\n"
	"  files: {kind: aws.s3, on: aws, name: Files, at: [44, 4]}\n"
	"  login: {kind: aws.cognito, on: aws, name: Login, at: [44, 12]}\n"
	"links:\n"
	"  portal-files: {from: portal, to: files, via: s3-file-reference}\n";

static const char shop[] =
	"troika: 1\nname: Shop\nbudget: 1000\n"
	"platforms:\n"
	"  heroku: {vendor: heroku, name: Heroku, why: apps}\n"
	"  aws: {vendor: aws, name: AWS}\n"
	"components:\n"
	"  portal: {kind: heroku.web, on: heroku, name: Portal, at: [4, 4], size: standard-1x}\n"
	"  jobs: {kind: heroku.worker, on: heroku, name: Jobs, at: [4, 12], size: standard-1x}\n"
	"  files: {kind: aws.s3, on: aws, name: Files, at: [44, 4], gb: 10}\n";

#endif
