namespace TrailOps.LocalAws.S3;
