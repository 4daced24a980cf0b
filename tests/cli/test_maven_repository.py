"""What Maven has downloaded completes the POMs of a tree."""


POM = """<project>
  <parent><groupId>org.framework</groupId><artifactId>parent</artifactId><version>1</version></parent>
  <artifactId>app</artifactId>
  <dependencies>
    <dependency><groupId>org.framework</groupId><artifactId>web</artifactId></dependency>
  </dependencies>
</project>
"""
PARENT = """<project>
  <groupId>org.framework</groupId><artifactId>parent</artifactId><version>1</version>
  <dependencyManagement><dependencies>
    <dependency><groupId>org.framework</groupId><artifactId>web</artifactId><version>2.0</version></dependency>
  </dependencies></dependencyManagement>
</project>
"""


def test_versions_come_from_the_home_directory(scan, tree, tmp_path):
    home = tmp_path / "home"
    folder = tree({"pom.xml": POM})
    scan.environment["HOME"] = str(home)

    def versions():
        report = scan.json("--analyzers", "sca", folder)
        told = any(notice["code"] == "maven-missing" for notice in report["notices"])
        return [package["version"] for package in report["packages"]], told

    assert versions() == ([""], True)
    path = home / ".m2/repository/org/framework/parent/1/parent-1.pom"
    path.parent.mkdir(parents=True)
    path.write_text(PARENT)
    assert versions() == (["2.0"], False)
